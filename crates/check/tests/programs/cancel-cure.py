# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["True\n"]
# min-switches: null
# why: both ways are right
from concurrent.futures import ThreadPoolExecutor

def work(n):
    return n

with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(work, 1)
    second = pool.submit(work, 2)
    kept = 0 if second.cancel() else second.result()
print(kept in (0, 2))
