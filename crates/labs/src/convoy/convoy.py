# Variant: mixed
from hashlib import sha512
from threading import Event, Thread
from time import perf_counter, sleep

THREADS, ROUNDS, ANSWER = 1, 200, 0.001  # set: threads, size, answer us
waits = []
done = Event()
# Variant: cpu-only
from hashlib import sha512
from threading import Thread
from time import perf_counter

THREADS, ROUNDS, TURN = 1, 200, 0.0001  # set: threads, size, -
waits = []
# Variant: io-only
from hashlib import sha512
from threading import Event, Thread
from time import perf_counter, sleep

ROUNDS, ANSWER = 200, 0.001  # set: size, answer us
waits = []
done = Event()
# All variants

def compute(messages):
    for _ in range(messages):
        sha512(b"x" * 64).digest()

# Variant: mixed
def wait_for_answers():
    for _ in range(ROUNDS):                      # py: round
        asked = perf_counter()
        sleep(ANSWER)                            # py: wait
        late = perf_counter() - asked - ANSWER   # py: late
        waits.append(late)
        compute(3)                               # py: moment
    done.set()                                   # py: done

def only_compute():
    while not done.is_set():                     # py: loop
        compute(60)                              # py: compute

threads = [Thread(target=wait_for_answers)]
threads += [Thread(target=only_compute) for _ in range(THREADS)]
# Variant: cpu-only
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
# Variant: io-only
def wait_for_answers():
    for _ in range(ROUNDS):                      # py: round
        asked = perf_counter()
        sleep(ANSWER)                            # py: wait
        late = perf_counter() - asked - ANSWER   # py: late
        waits.append(late)
        compute(3)                               # py: moment
    done.set()                                   # py: done

threads = [Thread(target=wait_for_answers)]
# All variants
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
waits.sort()
# Variant: mixed, io-only
print("median", waits[len(waits) // 2], "longest", waits[-1])
# Variant: cpu-only
print(len(waits), "turns, longest wait", max(waits, default=0))
