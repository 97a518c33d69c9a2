# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["2\n"]
# min-switches: null
# why: under a lock
import threading
from collections import Counter

votes = Counter()
lock = threading.Lock()

def vote(name):
    with lock:
        votes[name] += 1

threads = [threading.Thread(target=vote, args=("ada",)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(votes["ada"])
assert votes["ada"] == 2
