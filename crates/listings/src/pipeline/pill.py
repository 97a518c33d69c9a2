from hashlib import sha512
from queue import Queue
from threading import Thread

CONSUMERS, PRODUCERS, ITEMS, ROOM = 4, 2, 1_000, 16  # set: threads, producers, size, capacity
queue = Queue(ROOM)
file = open("written.txt", "w")

def hashes(count):
    for _ in range(count):
        sha512(b"x" * 128).hexdigest()

def produce(first):
    for item in range(first, ITEMS, PRODUCERS):  # py: more
        hashes(10)                               # py: make
        queue.put(item)                          # py: put

def consume():
    while True:                                  # py: loop
        item = queue.get()                       # py: get
        if item is None:
            break
        hashes(40)                               # py: work
        print(item, file=file)                   # py: write

producers = [Thread(target=produce, args=(i,))
             for i in range(PRODUCERS)]
consumers = [Thread(target=consume)
             for _ in range(CONSUMERS)]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()                                # py: produced
for _ in range(CONSUMERS):
    queue.put(None)                              # py: pill
for thread in consumers:
    thread.join()                                # py: end
