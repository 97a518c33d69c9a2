from threading import Lock, Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
n = 0
lock = Lock()

def add():
    global n
    for _ in range(TIMES):    # py: loop
        lock.acquire()        # py: acquire
        seen = n              # py: read
        n = seen + 1          # py: write
        lock.release()        # py: release

threads = [Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", n)
