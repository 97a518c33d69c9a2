# expect 3.9: fails IndexError
# expect 3.14: fails IndexError
# expect 3.14t: fails IndexError
# min-switches: 0
# why: whoever is woken second finds the item gone: if looks once
import threading

items = []
ready = threading.Condition()

def consume():
    with ready:
        if not items:
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
