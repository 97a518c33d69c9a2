# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["['logo']\n", "['logo', 'logo']\n"]
# min-switches: 1
# why: both see the key missing; building calls a function, where another thread may run
import threading

cache = {}
built = []

def build(key):
    built.append(key)
    return key.upper()

def get(key):
    if key not in cache:
        cache[key] = build(key)
    return cache[key]

first = threading.Thread(target=get, args=("logo",))
second = threading.Thread(target=get, args=("logo",))
first.start()
second.start()
first.join()
second.join()
print(built)
assert built == ["logo"]
