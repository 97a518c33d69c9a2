"""The five shapes of the bench under Frontrun: schedules, seconds, whether each holds. Prints JSON."""
import json
import queue
import sys
import threading
import time

import frontrun


class Hits:
    def __init__(self):
        self.hits = 0


def once(state):
    state.hits += 1


def twice(state):
    state.hits += 1
    state.hits += 1


class Locks:
    def __init__(self):
        self.a = threading.Lock()
        self.b = threading.Lock()
        self.lock = threading.Lock()
        self.hits = 0
        self.queue = queue.Queue()
        self.got = []


def forth(state):
    with state.a:
        with state.b:
            pass


def back(state):
    with state.b:
        with state.a:
            pass


def put(state):
    state.queue.put(1)


def get(state):
    state.got.append(state.queue.get())


def locked(state):
    with state.lock:
        state.hits += 1


SHAPES = {
    "+= 2 x 1": (Hits, [once, once], lambda state: state.hits == 2),
    "+= 2 x 2": (Hits, [twice, twice], lambda state: state.hits == 4),
    "AB-BA": (Locks, [forth, back], lambda state: True),
    "queue pair": (Locks, [put, get], lambda state: state.got == [1]),
    "lock pair": (Locks, [locked, locked], lambda state: state.hits == 2),
}


def measure(setup, workers, holds):
    start = time.perf_counter()
    result = frontrun.explore(
        setup, workers, holds, preemption_bound=None, stop_on_first=False, reproduce_on_failure=0, deadlock_timeout=0.5, detect_io=False
    )
    return {"schedules": result.num_explored, "seconds": time.perf_counter() - start, "holds": result.property_holds}


found = {}
for name, shape in SHAPES.items():
    measure(*shape)
    found[name] = measure(*shape)
print(json.dumps(found))
