# title: The data and its lock in one object
# question: Can a thread still see half of a step?
# expect: safe
from hashlib import sha512
from threading import Lock, Thread

class DataHasher:
    def __init__(self, data):
        self._data = data
        self._lock = Lock()

    def rehash(self):
        with self._lock:
            self._data = sha512(self._data).hexdigest().encode()

    def result(self):
        with self._lock:
            return self._data

start = b"start" * 1000
hasher = DataHasher(start)
threads = [Thread(target=hasher.rehash) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

expected = sha512(sha512(start).hexdigest().encode()).hexdigest().encode()
print(hasher.result() == expected)
assert hasher.result() == expected
