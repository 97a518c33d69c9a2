# title: One pill too few
# question: Two consumers, one pill. Who waits for what?
# expect: fails deadlock
from queue import Queue
from threading import Thread

jobs = Queue()

def work():
    while jobs.get() is not None:
        pass

workers = [Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
jobs.put(None)
for worker in workers:
    worker.join()
print("everybody went home")
