# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "[0, 1]\n"]
# why: two tasks fill the pool of two and wait for tasks of the same pool
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)

def inner(n):
    return n * n

def outer(n):
    return pool.submit(inner, n).result()

with pool:
    tasks = [pool.submit(outer, n) for n in range(2)]
    print([task.result() for task in tasks])
