# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['news']\n"]
# min-switches: null
# why: the item is waited for without the lock
import queue
import threading

inbox = queue.Queue()
lock = threading.Lock()
log = []

def consume():
    item = inbox.get()
    with lock:
        log.append(item)

def produce():
    with lock:
        inbox.put("news")

threads = [threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log)
