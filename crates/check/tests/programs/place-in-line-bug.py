# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["[0, 0]\n", "[0, 1]\n"]
# min-switches: 1
# why: len() is a call: two may get the same place
from concurrent.futures import ThreadPoolExecutor

places = {}

def arrive(name):
    places[name] = len(places)

with ThreadPoolExecutor(max_workers=2) as pool:
    pool.submit(arrive, "ada")
    pool.submit(arrive, "bob")
print(sorted(places.values()))
assert sorted(places.values()) == [0, 1]
