# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: a missing key of a Counter calls __missing__, which is Python
import threading
from collections import Counter

votes = Counter()

def vote(name):
    votes[name] += 1

threads = [threading.Thread(target=vote, args=("ada",)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(votes["ada"])
assert votes["ada"] == 2
