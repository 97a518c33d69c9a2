# title: A chain of hashes
# question: Two threads hash the same data, one after the other. Or not?
# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
from hashlib import sha512
from threading import Thread

data = b"start" * 1000

def rehash():
    global data
    data = sha512(data).hexdigest().encode()

expected = sha512(sha512(data).hexdigest().encode()).hexdigest().encode()
threads = [Thread(target=rehash) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

print(data == expected)
assert data == expected
