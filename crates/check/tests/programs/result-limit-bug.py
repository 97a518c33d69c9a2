# expect 3.9: fails TimeoutError
# expect 3.14: fails TimeoutError
# expect 3.14t: fails TimeoutError
# outcomes: ["", "42\n"]
# why: the limit may pass before the task is done
from concurrent.futures import ThreadPoolExecutor

def work():
    return 42

with ThreadPoolExecutor(max_workers=1) as pool:
    print(pool.submit(work).result(timeout=3))
