# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: [""]
# min-switches: 0
# why: an exception in a callback is logged and goes no further, so the event is never set
import threading
from concurrent.futures import ThreadPoolExecutor

finished = threading.Event()
results = []

def work():
    return 1 // 0

def keep(future):
    results.append(future.result())
    finished.set()

with ThreadPoolExecutor(max_workers=1) as pool:
    pool.submit(work).add_done_callback(keep)
    finished.wait()
