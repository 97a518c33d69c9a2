from hashlib import sha512
from threading import Lock, Thread

THREADS, MESSAGES, LENGTH = 4, 200_000, 64  # set: threads, size, message
total = 0
lock = Lock()

def message(number):
    return number.to_bytes(8, "little")[:LENGTH].ljust(LENGTH, b"x")

def hash_share(mine):
    global total
    for number in range(mine, MESSAGES, THREADS):     # py: loop
        lock.acquire()                                # py: acquire
        digest = sha512(message(number)).digest()     # py: hash
        total ^= int.from_bytes(digest, "big")        # py: add
        lock.release()                                # py: release

threads = [Thread(target=hash_share, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{total:0128x}")
