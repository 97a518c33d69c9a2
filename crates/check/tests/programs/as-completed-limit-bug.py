# expect 3.9: fails TimeoutError
# expect 3.14: fails TimeoutError
# expect 3.14t: fails TimeoutError
# why: the limit may pass before all are done
from concurrent.futures import ThreadPoolExecutor, as_completed

def work(n):
    return n * n

with ThreadPoolExecutor(max_workers=2) as pool:
    tasks = [pool.submit(work, n) for n in range(2)]
    print(sorted(task.result() for task in as_completed(tasks, timeout=2)))
