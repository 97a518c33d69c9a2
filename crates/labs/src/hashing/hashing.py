# Variant: independent
from hashlib import sha512
from threading import Thread

THREADS, MESSAGES, LENGTH = 4, 200_000, 64  # set: threads, size, message
sums = [0] * THREADS
# Variant: coarse-lock
from hashlib import sha512
from threading import Lock, Thread

THREADS, MESSAGES, LENGTH = 4, 200_000, 64  # set: threads, size, message
total = 0
lock = Lock()
# Variant: fine-locks
from hashlib import sha512
from threading import Lock, Thread

THREADS, MESSAGES, LENGTH, STRIPES = 4, 200_000, 64, 4  # set: threads, size, message, -
sums = [0] * STRIPES
locks = [Lock() for _ in range(STRIPES)]
# All variants

def message(number):
    return number.to_bytes(8, "little")[:LENGTH].ljust(LENGTH, b"x")

def hash_share(mine):
# Variant: independent
    total = 0
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        digest = sha512(message(number)).digest()     # py: hash
        total ^= int.from_bytes(digest, "big")
    sums[mine] = total                                # py: result
# Variant: coarse-lock
    global total
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        lock.acquire()                                # py: acquire
        digest = sha512(message(number)).digest()     # py: hash
        total ^= int.from_bytes(digest, "big")        # py: add
        lock.release()                                # py: release
# Variant: fine-locks
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        digest = sha512(message(number)).digest()     # py: hash
        stripe = number % STRIPES
        locks[stripe].acquire()                       # py: acquire
        sums[stripe] ^= int.from_bytes(digest, "big") # py: add
        locks[stripe].release()                       # py: release
# All variants

threads = [Thread(target=hash_share, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
# Variant: independent, fine-locks

everything = 0
for total in sums:
    everything ^= total
print(f"{everything:0128x}")
# Variant: coarse-lock
print(f"{total:0128x}")
