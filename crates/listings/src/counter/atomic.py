from itertools import count
from threading import Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
# Python has no atomic number. The nearest thing: itertools.count
# takes its next step inside C, where no other thread comes between.
n = count()

def add():
    for _ in range(TIMES):    # py: loop
        next(n)               # py: add

threads = [Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", next(n))
