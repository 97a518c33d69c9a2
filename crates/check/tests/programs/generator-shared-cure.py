# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[1, 2]\n"]
# min-switches: null
# why: next() under a lock
import threading

def numbers():
    n = 0
    while True:
        n += 1
        yield n

ids = numbers()
taken = []
lock = threading.Lock()

def take():
    with lock:
        taken.append(next(ids))

threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken))
