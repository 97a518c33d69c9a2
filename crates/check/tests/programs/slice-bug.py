# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["[1, 1]\n", "[1]\n"]
# min-switches: 1
# why: data[:] += [x] copies, changes the copy and stores it
import threading

data = []

def add(x):
    data[:] += [x]

threads = [threading.Thread(target=add, args=(x,)) for x in (1, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data)
assert len(data) == 2
