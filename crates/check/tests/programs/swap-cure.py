# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["1 2\n"]
# min-switches: null
# why: under a lock
import threading

a, b = 1, 2
lock = threading.Lock()

def swap():
    global a, b
    with lock:
        a, b = b, a

threads = [threading.Thread(target=swap) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(a, b)
assert (a, b) == (1, 2)
