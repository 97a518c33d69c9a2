from hashlib import sha512
# Variant: unprotected, not-shared, immutable
from threading import Thread
# Variant: locked, encapsulated, handed-out, copied
from threading import Lock, Thread
# All variants

THREADS, ROUNDS = 10, 1_000  # set: threads, size
# Variant: unprotected
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
# Variant: locked
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
# Variant: encapsulated

class DataHasher:
    def __init__(self, data):
        self._data = data
        self._lock = Lock()

    def hash(self):
        self._lock.acquire()                     # py: acquire
        seen = self._data                        # py: read
        digest = sha512(seen)                    # py: hash
        self._data = digest.hexdigest().encode() # py: write
        self._lock.release()                     # py: release

    def result(self):
        with self._lock:
            return self._data

hasher = DataHasher(b"Hello" * 1000)

def hash_it():
    for _ in range(ROUNDS):    # py: loop
        hasher.hash()

threads = [Thread(target=hash_it) for _ in range(THREADS)]
# Variant: not-shared
results = [None] * THREADS

def hash_it(mine):
    data = b"Hello" * 1000
    for _ in range(ROUNDS):            # py: loop
        digest = sha512(data)          # py: hash
        data = digest.hexdigest().encode()
    results[mine] = data               # py: result

threads = [Thread(target=hash_it, args=(i,)) for i in range(THREADS)]
# Variant: immutable
DATA = b"Hello" * 1000    # bytes never change: that is a promise
results = [None] * THREADS

def hash_it(mine):
    for _ in range(ROUNDS):            # py: loop
        seen = DATA                    # py: read
        digest = sha512(seen)          # py: hash
        last = digest.hexdigest()
    results[mine] = last               # py: result

threads = [Thread(target=hash_it, args=(i,)) for i in range(THREADS)]
# Variant: handed-out

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
        # The object's own bytes leave the house, without the lock:
        return self._data    # py: hand out

hasher = DataHasher(b"Hello" * 1000)

def hash_it():
    for _ in range(ROUNDS):    # py: loop
        hasher.hash()
    label = hasher.data()
    digits = label[:12]        # py: look
    label[:] = digits          # py: cut

threads = [Thread(target=hash_it) for _ in range(THREADS)]
# Variant: copied

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
# All variants
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
# Variant: unprotected, locked
print(data.decode())
# Variant: encapsulated
print(hasher.result().decode())
# Variant: not-shared
print(results[0].decode(), "the same:", len(set(results)) == 1)
# Variant: immutable
print(results[0], "the same:", len(set(results)) == 1)
# Variant: handed-out, copied
print(hasher.data().decode())
