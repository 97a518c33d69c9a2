# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["0 1\n"]
# min-switches: null
# why: read first, then joined
import queue
import threading

results = queue.Queue(maxsize=1)

def work():
    for n in range(2):
        results.put(n)

worker = threading.Thread(target=work)
worker.start()
first, second = results.get(), results.get()
worker.join()
print(first, second)
