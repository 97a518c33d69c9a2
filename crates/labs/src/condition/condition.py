from collections import deque
from threading import Condition, Thread

CONSUMERS, PRODUCERS, ITEMS, ROOM = 4, 4, 1_000, 1  # set: threads, producers, size, capacity
buffer = deque()
ready = Condition()    # a lock, and a queue of those who wait

def put(item):
# Variant: right
    with ready:                         # py: put lock
        while len(buffer) >= ROOM:
            ready.wait()                # py: put wait
        buffer.append(item)             # py: put
        ready.notify_all()              # py: put wake
# Variant: notify-one
    with ready:                         # py: put lock
        while len(buffer) >= ROOM:
            ready.wait()                # py: put wait
        buffer.append(item)             # py: put
        # Wakes one thread, be it a consumer or a producer:
        ready.notify()                  # py: put wake
# Variant: if
    with ready:                         # py: put lock
        if len(buffer) >= ROOM:
            # Awake again, it does not look again:
            ready.wait()                # py: put wait
        buffer.append(item)             # py: put
        ready.notify_all()              # py: put wake
# Variant: lost-notify
    while True:
        # Looks without the lock, so what it saw may be over:
        while len(buffer) >= ROOM:
            with ready:                 # py: put late
                ready.wait()            # py: put wait
        with ready:                     # py: put lock
            if len(buffer) < ROOM:
                buffer.append(item)     # py: put
                ready.notify_all()      # py: put wake
                return
# All variants

def take():
# Variant: right
    with ready:                         # py: take lock
        while not buffer:
            ready.wait()                # py: take wait
        item = buffer.popleft()         # py: take
        ready.notify_all()              # py: take wake
        return item
# Variant: notify-one
    with ready:                         # py: take lock
        while not buffer:
            ready.wait()                # py: take wait
        item = buffer.popleft()         # py: take
        ready.notify()                  # py: take wake
        return item
# Variant: if
    with ready:                         # py: take lock
        if not buffer:
            ready.wait()                # py: take wait
        # An IndexError if another thread was faster:
        item = buffer.popleft()         # py: take
        ready.notify_all()              # py: take wake
        return item
# Variant: lost-notify
    while True:
        while not buffer:
            with ready:                 # py: take late
                ready.wait()            # py: take wait
        with ready:                     # py: take lock
            if buffer:
                item = buffer.popleft() # py: take
                ready.notify_all()      # py: take wake
                return item
# All variants

def produce(first):
    for item in range(first, ITEMS, PRODUCERS):  # py: item
        put(item)

def consume(first):
    for _ in range(first, ITEMS, CONSUMERS):     # py: count
        take()

threads = [Thread(target=produce, args=(i,))
           for i in range(PRODUCERS)]
threads += [Thread(target=consume, args=(i,))
            for i in range(CONSUMERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(buffer), "left over")
