# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["{'ada': 1}\n", "{'ada': 2}\n"]
# min-switches: 1
# why: get is a call between reading and storing
import threading

votes = {}

def vote(name):
    votes[name] = votes.get(name, 0) + 1

threads = [threading.Thread(target=vote, args=("ada",)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(votes)
assert votes == {"ada": 2}
