from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import Event

WORKERS, TASKS, INNER = 4, 4, 2  # set: threads, size, inner
all_queued = Event()

def inner():
    data = ""
    for _ in range(100):
        data = sha512(data.encode()).hexdigest()    # py: inner
    return data

def outer(number):
    all_queued.wait()
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [pool.submit(inner)                   # py: submit
               for _ in range(INNER)]
    for future in waiting:
        # Every worker waits here; nobody is left to work.
        future.result()                             # py: wait
    return number                                   # py: completed

pool = ThreadPoolExecutor(WORKERS)
outers = [pool.submit(outer, i) for i in range(TASKS)]
all_queued.set()
done = [future.result() for future in outers]
print(len(done), "of", TASKS, "completed")
