from hashlib import sha512
from threading import Thread

THREADS, MESSAGES, LENGTH = 4, 200_000, 64  # set: threads, size, message
sums = [0] * THREADS

def message(number):
    return number.to_bytes(8, "little")[:LENGTH].ljust(LENGTH, b"x")

def hash_share(mine):
    total = 0
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        digest = sha512(message(number)).digest()     # py: hash
        total ^= int.from_bytes(digest, "big")
    sums[mine] = total                                # py: result

threads = [Thread(target=hash_share, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

everything = 0
for total in sums:
    everything ^= total
print(f"{everything:0128x}")
