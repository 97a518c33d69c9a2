from hashlib import sha512
from threading import Event, Thread
from time import perf_counter, sleep

THREADS, ROUNDS, ANSWER = 1, 200, 0.001  # set: threads, size, answer us
waits = []
done = Event()

def compute(messages):
    for _ in range(messages):
        sha512(b"x" * 64).digest()

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
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
waits.sort()
print("median", waits[len(waits) // 2], "longest", waits[-1])
