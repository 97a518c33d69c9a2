import hashlib
from threading import Thread, Lock
from time import perf_counter

THREADS, TASKS = 4, 64  # set: threads, size

def hashes(data, rounds):
    for _ in range(rounds):
        data = hashlib.sha512(data).digest()[:8]

lock, total = Lock(), 0

def task():
    global total
    lock.acquire()                             # py: acquire
    for _ in range(48):
        hashes(b"8 bytes.", 1)                 # py: work
        total += 1
    lock.release()                             # py: release

def worker():
    for _ in range(TASKS // THREADS):
        task()

begun = perf_counter()
for _ in range(TASKS):
    hashes(b"8 bytes.", 48)
print("alone:", perf_counter() - begun)

begun = perf_counter()
threads = [Thread(target=worker) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("together:", perf_counter() - begun)
