# title: Lost update
# question: Two visitors, one counter. Does it end at 2?
# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
from threading import Thread

hits = 0

def visit():
    global hits
    hits += 1

visitors = [Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()

print(hits)
assert hits == 2, hits
