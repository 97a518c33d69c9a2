# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: [""]
# min-switches: 0
# why: each waits for room that only the other can make
import queue
import threading

to_a = queue.Queue(maxsize=1)
to_b = queue.Queue(maxsize=1)

def a():
    to_b.put("one")
    to_b.put("two")
    to_a.get()

def b():
    to_a.put("one")
    to_a.put("two")
    to_b.get()

threads = [threading.Thread(target=a), threading.Thread(target=b)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
