# expect 3.9: fails RuntimeError
# expect 3.14: fails RuntimeError
# expect 3.14t: fails RuntimeError
# why: acquire may give up; its answer is not looked at, and the lock of another is let go
import threading

lock = threading.Lock()
count = 0

def add():
    global count
    lock.acquire(timeout=1)
    count += 1
    lock.release()

threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
