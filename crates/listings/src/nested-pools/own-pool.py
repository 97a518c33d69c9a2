from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import local

WORKERS, TASKS, INNER = 4, 4, 2  # set: threads, size, inner
mine = local()

def give_each_worker_a_pool():
    mine.pool = ThreadPoolExecutor(min(INNER, 2))

def inner():
    data = ""
    for _ in range(100):
        data = sha512(data.encode()).hexdigest()    # py: inner
    return data

def outer(number):
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [mine.pool.submit(inner)              # py: submit
               for _ in range(INNER)]
    for future in waiting:
        future.result()                             # py: wait
    return number                                   # py: completed

pool = ThreadPoolExecutor(WORKERS, initializer=give_each_worker_a_pool)
done = list(pool.map(outer, range(TASKS)))
print(len(done), "of", TASKS, "completed")
