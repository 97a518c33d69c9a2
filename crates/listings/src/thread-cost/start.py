import hashlib
from threading import Thread
from time import perf_counter

THREADS, TASKS = 4, 64  # set: threads, size

def hashes(data, rounds):
    for _ in range(rounds):
        data = hashlib.sha512(data).digest()[:8]

def task(asked):
    print("started after", perf_counter() - asked)
    hashes(b"8 bytes.", 48)

for first in range(0, TASKS, THREADS):
    threads = []
    for _ in range(min(THREADS, TASKS - first)):
        thread = Thread(target=task, args=(perf_counter(),))
        thread.start()                         # py: start
        threads.append(thread)
    for thread in threads:
        thread.join()                          # py: join
