from hashlib import sha512
from threading import Thread

THREADS, ROUNDS = 10, 1_000  # set: threads, size
data = b"Hello" * 1000

def hash_it():
    global data
    for _ in range(ROUNDS):            # py: loop
        seen = data                    # py: read
        # Above 2,047 bytes Python lets go of its lock to hash:
        digest = sha512(seen)          # py: hash
        text = digest.hexdigest()
        data = text.encode()           # py: write

threads = [Thread(target=hash_it) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data.decode())
