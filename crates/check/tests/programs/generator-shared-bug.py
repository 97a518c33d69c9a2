# expect 3.9: fails ValueError
# expect 3.14: fails ValueError
# expect 3.14t: fails ValueError
# min-switches: 1
# why: a generator that runs cannot be entered by another thread
import threading

def numbers():
    n = 0
    while True:
        n += 1
        yield n

ids = numbers()
taken = []

def take():
    taken.append(next(ids))

threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken))
