from threading import Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
n = 0

def one_more(number):
    return number + 1

def add():
    global n
    for _ in range(TIMES):         # py: loop
        seen = n                   # py: read
        # Python may switch threads at any call:
        larger = one_more(seen)    # py: call
        n = larger                 # py: write

threads = [Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", n)
