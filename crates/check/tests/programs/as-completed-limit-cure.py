# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[0, 1]\n"]
# min-switches: null
# why: no limit
from concurrent.futures import ThreadPoolExecutor, as_completed

def work(n):
    return n * n

with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = [pool.submit(work, n) for n in range(2)]
    print(sorted(task.result() for task in as_completed(tasks)))
