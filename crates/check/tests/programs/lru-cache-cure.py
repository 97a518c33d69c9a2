# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[1]\n"]
# min-switches: null
# why: the first call is over before the second begins
import threading
from functools import lru_cache

calls = []
lock = threading.Lock()

@lru_cache(maxsize=None)
def load(key):
    calls.append(key)
    return key * 2

def get(key):
    with lock:
        return load(key)

threads = [threading.Thread(target=get, args=(1,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(calls)
assert calls == [1]
