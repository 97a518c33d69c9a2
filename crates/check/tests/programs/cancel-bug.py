# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# why: the task may have begun before it is cancelled
from concurrent.futures import ThreadPoolExecutor

def work(n):
    return n

with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(work, 1)
    second = pool.submit(work, 2)
    assert second.cancel()
