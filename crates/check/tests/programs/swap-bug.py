# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["[1, 2]\n", "[2, 2]\n"]
# min-switches: 1
# why: a, b = b, a reads twice and stores twice
import threading

a, b = 1, 2

def swap():
    global a, b
    a, b = b, a

threads = [threading.Thread(target=swap) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted((a, b)))
assert sorted((a, b)) == [1, 2]
