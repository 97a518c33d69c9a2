# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "['news']\n"]
# min-switches: 0
# why: the consumer waits for an item with the lock that the producer needs
import queue
import threading

inbox = queue.Queue()
lock = threading.Lock()
log = []

def consume():
    with lock:
        log.append(inbox.get())

def produce():
    with lock:
        inbox.put("news")

threads = [threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log)
