# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[2, 0]\n"]
# min-switches: null
# why: under a lock
import threading

row = [0, 0]
lock = threading.Lock()

def mark():
    with lock:
        row[0] += 1

threads = [threading.Thread(target=mark) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(row)
assert row == [2, 0]
