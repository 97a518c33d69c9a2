from hashlib import sha512
from threading import Event, Thread
from time import perf_counter, sleep

ROUNDS, ANSWER = 200, 0.001  # set: size, answer us
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

threads = [Thread(target=wait_for_answers)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
waits.sort()
print("median", waits[len(waits) // 2], "longest", waits[-1])
