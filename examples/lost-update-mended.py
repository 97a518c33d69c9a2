# title: Lost update, mended
# question: Is one lock around the line enough?
# expect: safe
from threading import Lock, Thread

hits = 0
lock = Lock()

def visit(page):
    global hits
    with lock:
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
