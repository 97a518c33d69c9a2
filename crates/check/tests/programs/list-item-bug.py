# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["[1, 0]\n", "[2, 0]\n"]
# min-switches: 1
# why: row[0] += 1 reads the item and stores it
import threading

row = [0, 0]

def mark():
    row[0] += 1

threads = [threading.Thread(target=mark) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(row)
assert row == [2, 0]
