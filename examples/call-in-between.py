# title: A call in between
# question: Does the GIL make this sum come out right?
# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
from threading import Thread

hits = 0

def visit(page):
    global hits
    hits = hits + count(page)

def count(page):
    return len(page.split())

visitors = [
    Thread(target=visit, args=(page,))
    for page in ("a b", "c d e")
]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()

print(hits)
assert hits == 5, hits
