from hashlib import sha512
from threading import Lock, Thread

THREADS, MESSAGES, LENGTH, STRIPES = 4, 200_000, 64, 4  # set: threads, size, message, -
sums = [0] * STRIPES
locks = [Lock() for _ in range(STRIPES)]

def message(number):
    return number.to_bytes(8, "little")[:LENGTH].ljust(LENGTH, b"x")

def hash_share(mine):
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        digest = sha512(message(number)).digest()     # py: hash
        stripe = number % STRIPES
        locks[stripe].acquire()                       # py: acquire
        sums[stripe] ^= int.from_bytes(digest, "big") # py: add
        locks[stripe].release()                       # py: release

threads = [Thread(target=hash_share, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

everything = 0
for total in sums:
    everything ^= total
print(f"{everything:0128x}")
