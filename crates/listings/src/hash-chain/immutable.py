from hashlib import sha512
from threading import Thread

THREADS, ROUNDS = 10, 1_000  # set: threads, size
DATA = b"Hello" * 1000    # bytes never change: that is a promise
results = [None] * THREADS

def hash_it(mine):
    for _ in range(ROUNDS):            # py: loop
        seen = DATA                    # py: read
        digest = sha512(seen)          # py: hash
        last = digest.hexdigest()
    results[mine] = last               # py: result

threads = [Thread(target=hash_it, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results[0], "the same:", len(set(results)) == 1)
