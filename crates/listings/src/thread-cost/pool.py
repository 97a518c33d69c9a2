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
