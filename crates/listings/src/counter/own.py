from threading import Thread

THREADS, TIMES = 4, 1_000_000  # set: threads, size
numbers = [0] * THREADS

def add(mine):
    for _ in range(TIMES):          # py: loop
        seen = numbers[mine]        # py: read
        numbers[mine] = seen + 1    # py: write

threads = [Thread(target=add, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("expected", THREADS * TIMES, "got", sum(numbers))
