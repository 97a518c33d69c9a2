from threading import Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
n = 0

def add():
    global n
    # Python 3.9 compiles n += 1 to these steps, and it may switch
    # threads between any two of them. From 3.10 on it may not.
    for _ in range(TIMES):    # py: loop
        pass                  # FOR_ITER        # py: next
        seen = n              # LOAD_GLOBAL n   # py: read
        larger = seen + 1     # INPLACE_ADD     # py: add
        n = larger            # STORE_GLOBAL n  # py: write

threads = [Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", n)
