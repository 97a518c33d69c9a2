# Variant: start
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
# Variant: pool
import hashlib
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

THREADS, TASKS = 4, 64  # set: threads, size

def hashes(data, rounds):
    for _ in range(rounds):
        data = hashlib.sha512(data).digest()[:8]

def task(asked):
    print("started after", perf_counter() - asked)
    hashes(b"8 bytes.", 48)

pool = ThreadPoolExecutor(THREADS)             # py: start
for first in range(0, TASKS, THREADS):
    results = []
    for _ in range(min(THREADS, TASKS - first)):
        result = pool.submit(task, perf_counter())  # py: submit
        results.append(result)
    for result in results:
        result.result()                        # py: result
pool.shutdown()                                # py: close
# Variant: memory
import os
from queue import Queue
from threading import Lock, Thread

THREADS = 4  # set: threads
ready, door = Queue(), Lock()

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGESIZE")

def idle():
    ready.put(None)                            # py: ready
    with door:                                 # py: wait
        pass

before = resident()
door.acquire()                                 # py: shut
threads = [Thread(target=idle) for _ in range(THREADS)]
for thread in threads:
    thread.start()                             # py: start
for _ in threads:
    ready.get()                                # py: all
print((resident() - before) / THREADS, "bytes")  # py: measure
door.release()                                 # py: go
for thread in threads:
    thread.join()                              # py: join
# Variant: switch
from threading import Semaphore, Thread
from time import perf_counter

THREADS, PASSES = 4, 64  # set: threads, size
turns = [Semaphore(0) for _ in range(THREADS)]

def player(index):
    for _ in range(index, PASSES, THREADS):
        turns[index].acquire()                 # py: wait
        turns[(index + 1) % THREADS].release()  # py: pass

threads = []
for index in range(THREADS):
    thread = Thread(target=player, args=(index,))
    thread.start()                             # py: start
    threads.append(thread)
begun = perf_counter()
turns[0].release()                             # py: first
for thread in threads:
    thread.join()                              # py: join
print((perf_counter() - begun) / PASSES, "seconds a switch")
# Variant: too-fine
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
    for _ in range(48):
        lock.acquire()                         # py: acquire
        hashes(b"8 bytes.", 1)                 # py: work
        total += 1
        lock.release()                         # py: release

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
# Variant: too-coarse
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
