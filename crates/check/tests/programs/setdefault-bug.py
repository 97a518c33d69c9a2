# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: both see the key missing and put a new list; 3.14 has no check point between
import threading

groups = {}

def join(group, name):
    if group not in groups:
        groups[group] = []
    groups[group].append(name)

threads = [threading.Thread(target=join, args=("red", name)) for name in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(groups["red"]))
assert len(groups["red"]) == 2
