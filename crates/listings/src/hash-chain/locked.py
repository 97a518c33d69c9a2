from hashlib import sha512
from threading import Lock, Thread

THREADS, ROUNDS = 10, 1_000  # set: threads, size
data = b"Hello" * 1000
lock = Lock()

def hash_it():
    global data
    for _ in range(ROUNDS):            # py: loop
        lock.acquire()                 # py: acquire
        seen = data                    # py: read
        digest = sha512(seen)          # py: hash
        text = digest.hexdigest()
        data = text.encode()           # py: write
        lock.release()                 # py: release

threads = [Thread(target=hash_it) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data.decode())
