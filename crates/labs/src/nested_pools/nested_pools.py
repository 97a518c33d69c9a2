# Variant: same-pool
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import Event
# Variant: lock-and-slot
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import Event, Lock
# Variant: supervisors
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import Event
# Variant: own-pool
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha512
from threading import local
# Variant: lock-held
from concurrent.futures import ThreadPoolExecutor
from ctypes import PyDLL, c_int
from hashlib import sha512
from threading import local
# Variant: helping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha512
# All variants

# Variant: same-pool, own-pool, lock-held, helping, lock-and-slot
WORKERS, TASKS, INNER = 4, 4, 2  # set: threads, size, inner
# Variant: supervisors
WORKERS, TASKS, DEPTH = 4, 4, 2  # set: threads, size, depth
# Variant: same-pool
all_queued = Event()
# Variant: lock-and-slot
all_queued = Event()
lock = Lock()
# Variant: own-pool
mine = local()

def give_each_worker_a_pool():
    mine.pool = ThreadPoolExecutor(min(INNER, 2))
# Variant: lock-held
mine = local()
# Called through PyDLL, a C function keeps the global lock.
libc = PyDLL(None)

def give_each_worker_a_pool():
    mine.pool = ThreadPoolExecutor(min(INNER, 2))
# Variant: helping

class Task:
    """Runs once, on whoever claims it first."""

    def __init__(self, body):
        self.body = body
        self.future = Future()
        self.unclaimed = [True]

    def run(self):
        try:
            self.unclaimed.pop()    # atomic: one thread gets it
        except IndexError:
            return
        self.future.set_result(self.body())

    def help(self):
        self.run()
        return self.future.result()

def submit(body):
    task = Task(body)
    pool.submit(task.run)
    return task
# All variants

def inner():
    data = ""
    for _ in range(100):
        data = sha512(data.encode()).hexdigest()    # py: inner
    return data

# Variant: supervisors
def supervise(level):
    if level == DEPTH:
        children = [pool.submit(inner)              # py: work
                    for _ in range(2)]
    else:
        done = Event()
        children = [pool.submit(done.wait)          # py: children
                    for _ in range(2)]

        def below():
            supervise(level + 1)
            done.set()                              # py: set

        pool.submit(below)                          # py: below
    for child in children:
        child.result()                              # py: supervise

# All variants
def outer(number):
# Variant: supervisors
    supervise(1)
# Variant: lock-and-slot
    all_queued.wait()
    sha512(b"x" * 2000)                             # py: prepare
    with lock:                                      # py: lock
        waiting = [pool.submit(inner)               # py: submit
                   for _ in range(INNER)]
        for future in waiting:
            # Whoever could run it waits for the lock.
            future.result()                         # py: wait
# Variant: same-pool
    all_queued.wait()
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [pool.submit(inner)                   # py: submit
               for _ in range(INNER)]
    for future in waiting:
        # Every worker waits here; nobody is left to work.
        future.result()                             # py: wait
# Variant: own-pool
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [mine.pool.submit(inner)              # py: submit
               for _ in range(INNER)]
    for future in waiting:
        future.result()                             # py: wait
# Variant: lock-held
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [mine.pool.submit(inner)              # py: submit
               for _ in range(INNER)]
    for future in waiting:
        while not future.done():
            libc.pause()                            # py: wait
# Variant: helping
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [submit(inner)                        # py: submit
               for _ in range(INNER)]
    for task in waiting:
        task.help()                                 # py: wait
# All variants
    return number                                   # py: completed

# Variant: supervisors
pool = ThreadPoolExecutor(WORKERS)
done = [pool.submit(outer, i).result() for i in range(TASKS)]
print(len(done), "of", TASKS, "completed")
# Variant: same-pool, lock-and-slot
pool = ThreadPoolExecutor(WORKERS)
outers = [pool.submit(outer, i) for i in range(TASKS)]
all_queued.set()
done = [future.result() for future in outers]
print(len(done), "of", TASKS, "completed")
# Variant: own-pool, lock-held
pool = ThreadPoolExecutor(WORKERS, initializer=give_each_worker_a_pool)
done = list(pool.map(outer, range(TASKS)))
print(len(done), "of", TASKS, "completed")
# Variant: helping
pool = ThreadPoolExecutor(WORKERS)
done = list(pool.map(outer, range(TASKS)))
print(len(done), "of", TASKS, "completed")
