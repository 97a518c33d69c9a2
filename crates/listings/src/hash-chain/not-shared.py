from hashlib import sha512
from threading import Thread

THREADS, ROUNDS = 10, 1_000  # set: threads, size
results = [None] * THREADS

def hash_it(mine):
    data = b"Hello" * 1000
    for _ in range(ROUNDS):            # py: loop
        digest = sha512(data)          # py: hash
        data = digest.hexdigest().encode()
    results[mine] = data               # py: result

threads = [Thread(target=hash_it, args=(i,)) for i in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results[0].decode(), "the same:", len(set(results)) == 1)
