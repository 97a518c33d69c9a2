# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: [""]
# min-switches: 0
# why: the worker waits for room, and main for the worker
import queue
import threading

results = queue.Queue(maxsize=1)

def work():
    for n in range(2):
        results.put(n)

worker = threading.Thread(target=work)
worker.start()
worker.join()
print(results.get(), results.get())
