# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["2\n"]
# min-switches: null
# why: no limit
import threading

lock = threading.Lock()
count = 0

def add():
    global count
    lock.acquire()
    count += 1
    lock.release()

threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
assert count == 2
