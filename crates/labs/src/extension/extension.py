import hashlib
import sys
from queue import Empty, Queue
from threading import Lock, Thread

WORKERS, JOBS, CALLS, RESTARTS = 4, 6_000, 100, 12  # set: threads, size, calls, -
jobs, ends = Queue(), Queue()
for number in range(JOBS):
    jobs.put(number)
done = failed = 0
counting = Lock()
native = None
status = {}

def busy(data):
    for _ in range(250):
        data = hashlib.sha512(data).digest()[:8]

def worker(me):
    global done
    status[me] = "takes a job"
    while True:
        try:
            job = jobs.get_nowait()            # py: take
        except Empty:
            break
        if job == JOBS // 2:
            use_native()
        status[me] = f"works on job {job}"
        busy(job.to_bytes(8, "little"))        # py: work
        if native:
            status[me] = f"inside the module, job {job}"
            for _ in range(CALLS):
# Variant: undeclared, forced-off
                if not native.call(job):       # py: call
# Variant: declared
                with native.lock:              # py: own-lock
                    fine = native.call(job)    # py: call
                if not fine:
# All variants
                    ends.put(me)               # py: crash
                    return
        with counting:                         # py: counting
            done += 1                          # py: done
    ends.put(None)

def use_native():
    global native
# Variant: undeclared
    # Py_mod_gil is not set: RuntimeWarning, and the GIL is back.
    native = Native()                          # py: import
    print("GIL:", sys._is_gil_enabled())  # True         # py: switch
# Variant: forced-off
    # Started with PYTHON_GIL=0, at your own risk.
    native = Native()                          # py: import
    print("GIL:", sys._is_gil_enabled())  # False
# Variant: declared
    # The module sets Py_mod_gil to Py_MOD_GIL_NOT_USED.
    native = Native()                          # py: import
    print("GIL:", sys._is_gil_enabled())  # False
# All variants

def supervise():
    global failed
    alive = last = WORKERS
    while alive:
        crashed = ends.get()                   # py: notice
        if crashed is not None:
            failed += 1
            for name, doing in status.items():  # py: report
                print(name, doing)
            if last < WORKERS + RESTARTS:
                native.repair()
                alive, last = alive + 1, last + 1
                Thread(target=worker, args=(last,)).start()  # py: restart
        alive -= 1
    failed += jobs.qsize()                     # py: left

# What the module does in C, where nothing looks at the lock:
class Native:
    entries, total, calls = [0] * 4, 0, 0
# Variant: declared
    lock = Lock()  # a PyMutex in C
# All variants

    def call(self, value):
        if sum(self.entries) != self.total:    # py: check
            return False
        place = self.calls % 4
        old = self.entries[place]
        self.entries[place] = value            # py: entry
        self.total += value - old              # py: sum
        self.calls += 1
        return True

    def repair(self):
        self.entries, self.total = [0] * 4, 0

for number in range(1, WORKERS + 1):
    Thread(target=worker, args=(number,)).start()
Thread(target=supervise).start()
