from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha512

WORKERS, TASKS, INNER = 4, 4, 2  # set: threads, size, inner

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

def inner():
    data = ""
    for _ in range(100):
        data = sha512(data.encode()).hexdigest()    # py: inner
    return data

def outer(number):
    sha512(b"x" * 2000)                             # py: prepare
    waiting = [submit(inner)                        # py: submit
               for _ in range(INNER)]
    for task in waiting:
        task.help()                                 # py: wait
    return number                                   # py: completed

pool = ThreadPoolExecutor(WORKERS)
done = list(pool.map(outer, range(TASKS)))
print(len(done), "of", TASKS, "completed")
