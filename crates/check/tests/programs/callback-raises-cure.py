# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[]\n"]
# min-switches: null
# why: set in any case
import threading
from concurrent.futures import ThreadPoolExecutor

finished = threading.Event()
results = []

def work():
    return 1 // 0

def keep(future):
    if future.exception() is None:
        results.append(future.result())
    finished.set()

with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(work).add_done_callback(keep)
    finished.wait()
print(results)
