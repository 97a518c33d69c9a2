from hashlib import sha512
# Variant: all, one-dies, abort
from threading import Barrier, BrokenBarrierError, Thread
# Variant: no-barrier
from threading import Thread
# All variants

# Variant: all, no-barrier
PARTIES, ROUNDS = 4, 100  # set: threads, size
# Variant: one-dies, abort
PARTIES, ROUNDS, DIES = 4, 100, 3  # set: threads, size, dies
# All variants
# Each thread's last two results: one is read, the other written.
results = [[0, 0] for _ in range(PARTIES)]
# Variant: all, one-dies, abort
barrier = Barrier(PARTIES)
# All variants

def work(me):
    for number in range(1, ROUNDS + 1):
# Variant: one-dies
        if me == 0 and number == DIES:
            return    # and tells nobody
# Variant: abort
        if me == 0 and number == DIES:
            barrier.abort()                               # py: abort
            return
# All variants
        turn = number % 2                                 # py: round
        sha512(bytes([number % 256]) * 4000).digest()     # py: work
        results[me][turn] = number                        # py: write
# Variant: all, one-dies, abort
        try:
            barrier.wait()                                # py: wait
        except BrokenBarrierError:
            return
# All variants
        seen = results[(me + 1) % PARTIES][turn]          # py: read
        if seen != number:
            print("read round", seen, "in round", number)

threads = [Thread(target=work, args=(i,)) for i in range(PARTIES)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
