# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["2\n"]
# min-switches: null
# why: setdefault looks and puts in one step
import threading

groups = {}

def join(group, name):
    groups.setdefault(group, []).append(name)

threads = [threading.Thread(target=join, args=("red", name)) for name in ("ada", "bob")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(groups["red"]))
assert len(groups["red"]) == 2
