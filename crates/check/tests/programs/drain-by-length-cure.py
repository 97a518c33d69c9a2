# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['dry', 'wash']\n"]
# min-switches: null
# why: asking and taking under one lock
import threading

jobs = ["wash", "dry"]
done = []
lock = threading.Lock()

def work():
    while True:
        with lock:
            if len(jobs) == 0:
                return
            done.append(jobs.pop())

workers = [threading.Thread(target=work) for _ in range(2)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(sorted(done))
