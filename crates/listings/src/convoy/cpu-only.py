from hashlib import sha512
from threading import Thread
from time import perf_counter

THREADS, ROUNDS, TURN = 1, 200, 0.0001  # set: threads, size, -
waits = []

def compute(messages):
    for _ in range(messages):
        sha512(b"x" * 64).digest()

def only_compute():
    before = perf_counter()
    for _ in range(50 * ROUNDS):                 # py: loop
        compute(60)                              # py: compute
        now = perf_counter()
        # A slice takes 0.02 ms; what is longer waited for a turn.
        if now - before > TURN:
            waits.append(now - before)           # py: waited
        before = now

threads = [Thread(target=only_compute) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
waits.sort()
print(len(waits), "turns, longest wait", max(waits, default=0))
