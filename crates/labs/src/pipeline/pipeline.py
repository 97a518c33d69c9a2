from hashlib import sha512
# Variant: pill, daemon, too-few-pills, dead-reader
from queue import Queue
from threading import Thread
# Variant: event
from queue import Empty, Queue
from threading import Event, Thread
# Variant: empty-get
from queue import Queue
from threading import Event, Thread
# All variants

CONSUMERS, PRODUCERS, ITEMS, ROOM = 4, 2, 1_000, 16  # set: threads, producers, size, capacity
queue = Queue(ROOM)
# Variant: event
stop = Event()
# Variant: empty-get
all_sent = Event()
# All variants
file = open("written.txt", "w")

def hashes(count):
    for _ in range(count):
        sha512(b"x" * 128).hexdigest()

def produce(first):
    for item in range(first, ITEMS, PRODUCERS):  # py: more
        hashes(10)                               # py: make
        queue.put(item)                          # py: put

def consume():
# Variant: pill, daemon, too-few-pills, dead-reader
    while True:                                  # py: loop
        item = queue.get()                       # py: get
# Variant: pill, too-few-pills, dead-reader
        if item is None:
            break
# Variant: dead-reader
        raise ValueError(item)    # and nobody hears of it
# Variant: empty-get
    # What is there at the look may be gone at the get:
    while not (all_sent.is_set() and queue.empty()):   # py: loop
        item = queue.get()                       # py: get
# Variant: event
    while not stop.is_set():                     # py: loop
        try:
            item = queue.get(timeout=0.05)       # py: get
        except Empty:
            continue
# All variants
        hashes(40)                               # py: work
        print(item, file=file)                   # py: write

producers = [Thread(target=produce, args=(i,))
             for i in range(PRODUCERS)]
# Variant: pill, event, too-few-pills, empty-get, dead-reader
consumers = [Thread(target=consume)
# Variant: daemon
consumers = [Thread(target=consume, daemon=True)
# All variants
             for _ in range(CONSUMERS)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()                                # py: produced
# Variant: pill, dead-reader
for _ in range(CONSUMERS):
    queue.put(None)                              # py: pill
for thread in consumers:
    thread.join()                                # py: end
# Variant: event
stop.set()                                       # py: set
for thread in consumers:
    thread.join()                                # py: end
# Variant: daemon
# The program ends here, whatever the daemons are doing:
file.close()                                     # py: exit
# Variant: too-few-pills
for _ in range(CONSUMERS - 1):
    queue.put(None)                              # py: pill
for thread in consumers:
    thread.join()                                # py: end
# Variant: empty-get
all_sent.set()                                   # py: set
for thread in consumers:
    thread.join()                                # py: end
