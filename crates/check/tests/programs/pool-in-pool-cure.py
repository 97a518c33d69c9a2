# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["9\n"]
# min-switches: null
# why: one worker more than tasks that wait
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)

def inner(n):
    return n * n

def outer(n):
    return pool.submit(inner, n).result()

with pool:
    print(pool.submit(outer, 3).result())
