# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["closed\n"]
# min-switches: null
# why: who takes the pill puts it back for the next
import queue
import threading

jobs = queue.Queue()

def consume():
    while jobs.get() is not None:
        pass
    jobs.put(None)

consumers = [threading.Thread(target=consume) for _ in range(2)]
for consumer in consumers:
    consumer.start()
jobs.put("job")
jobs.put(None)
for consumer in consumers:
    consumer.join()
print("closed")
