# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["[1, 1]\n", "[1]\n"]
# min-switches: 1
# why: lru_cache remembers a result only once the call has returned
import threading
from functools import lru_cache

calls = []

@lru_cache(maxsize=None)
def load(key):
    calls.append(key)
    return key * 2

threads = [threading.Thread(target=load, args=(1,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(calls)
assert calls == [1]
