# Variant: atomic
from itertools import count
# Variant: unprotected, call-between, python-3-9, atomic, own, append
from threading import Thread
# Variant: locked
from threading import Lock, Thread
# All variants

THREADS, TIMES = 4, 1_000_000  # set: threads, size
# Variant: unprotected
n = 0

def add():
    global n
    for _ in range(TIMES):    # py: loop
        # n += 1 is these two steps:
        seen = n              # py: read
        n = seen + 1          # py: write

threads = [Thread(target=add) for _ in range(THREADS)]
# Variant: call-between
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
# Variant: python-3-9
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
# Variant: locked
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
# Variant: atomic
# Python has no atomic number. The nearest thing: itertools.count
# takes its next step inside C, where no other thread comes between.
n = count()

def add():
    for _ in range(TIMES):    # py: loop
        next(n)               # py: add

threads = [Thread(target=add) for _ in range(THREADS)]
# Variant: own
numbers = [0] * THREADS

def add(mine):
    for _ in range(TIMES):          # py: loop
        seen = numbers[mine]        # py: read
        numbers[mine] = seen + 1    # py: write

threads = [Thread(target=add, args=(i,)) for i in range(THREADS)]
# Variant: append
numbers = []

def add():
    for _ in range(TIMES):      # py: loop
        # One call into C. With the GIL nobody gets in between;
        # without it, the list has a lock of its own.
        numbers.append(None)    # py: append

threads = [Thread(target=add) for _ in range(THREADS)]
# All variants
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
# Variant: unprotected, call-between, python-3-9, locked
print("expected", THREADS * TIMES, "got", n)
# Variant: atomic
print("expected", THREADS * TIMES, "got", next(n))
# Variant: own
print("expected", THREADS * TIMES, "got", sum(numbers))
# Variant: append
print("expected", THREADS * TIMES, "got", len(numbers))
