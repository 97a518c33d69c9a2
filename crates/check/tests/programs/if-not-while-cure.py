# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[]\n"]
# min-switches: null
# why: while looks again
import threading

items = []
ready = threading.Condition()

def consume():
    with ready:
        while not items:
            ready.wait()
        items.pop()

def produce(item):
    with ready:
        items.append(item)
        ready.notify_all()

threads = [threading.Thread(target=consume) for _ in range(2)]
threads += [threading.Thread(target=produce, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(items)
