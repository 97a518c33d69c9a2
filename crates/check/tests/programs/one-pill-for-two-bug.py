# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: [""]
# min-switches: 0
# why: one consumer takes the only pill
import queue
import threading

jobs = queue.Queue()

def consume():
    while jobs.get() is not None:
        pass

consumers = [threading.Thread(target=consume) for _ in range(2)]
for consumer in consumers:
    consumer.start()
jobs.put("job")
jobs.put(None)
for consumer in consumers:
    consumer.join()
