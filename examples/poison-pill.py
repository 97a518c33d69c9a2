# title: One pill each
# question: Two consumers, two pills. Does everybody go home?
# expect: safe
from queue import Queue
from threading import Thread

jobs, done = Queue(), Queue()

def work():
    while (job := jobs.get()) is not None:
        done.put(job * 2)

workers = [Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for job in (1, 2):
    jobs.put(job)
for _ in workers:
    jobs.put(None)
for worker in workers:
    worker.join()

results = sorted(done.get() for _ in range(2))
print(results)
assert results == [2, 4]
