# expect 3.9: fails IndexError
# expect 3.14: fails IndexError
# expect 3.14t: fails IndexError
# min-switches: 1
# why: len() is a call, and another thread may run after it
import threading

jobs = ["wash", "dry"]
done = []

def work():
    while len(jobs) > 0:
        done.append(jobs.pop())

workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(sorted(done))
