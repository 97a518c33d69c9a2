from threading import Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
numbers = []

def add():
    for _ in range(TIMES):      # py: loop
        # One call into C. With the GIL nobody gets in between;
        # without it, the list has a lock of its own.
        numbers.append(None)    # py: append

threads = [Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", len(numbers))
