# title: A pool that waits for itself
# question: Two workers, two tasks, each waiting for a task in the same pool. Does it end?
# expect: fails deadlock
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)

def inner():
    return 1

def outer():
    return pool.submit(inner).result()

results = [pool.submit(outer) for _ in range(2)]
print(sum(result.result() for result in results))
