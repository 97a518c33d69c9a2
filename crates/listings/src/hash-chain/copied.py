from hashlib import sha512
from threading import Lock, Thread

THREADS, ROUNDS = 10, 1_000  # set: threads, size

class DataHasher:
    def __init__(self, data):
        self._data = bytearray(data)
        self._lock = Lock()

    def hash(self):
        self._lock.acquire()                        # py: acquire
        seen = bytes(self._data)                    # py: read
        digest = sha512(seen)                       # py: hash
        self._data[:] = digest.hexdigest().encode() # py: write
        self._lock.release()                        # py: release

    def data(self):
        with self._lock:
            return bytearray(self._data)    # py: copy

hasher = DataHasher(b"Hello" * 1000)

def hash_it():
    for _ in range(ROUNDS):    # py: loop
        hasher.hash()
    label = hasher.data()
    label[:] = label[:12]      # py: cut

threads = [Thread(target=hash_it) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(hasher.data().decode())
