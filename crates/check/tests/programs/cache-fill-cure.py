# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['logo']\n"]
# min-switches: null
# why: looking and building under one lock
import threading

cache = {}
built = []
guard = threading.Lock()

def build(key):
    built.append(key)
    return key.upper()

def get(key):
    with guard:
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
