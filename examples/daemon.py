# title: A daemon is cut off
# question: The consumer is a daemon. Does everything get written?
# expect: fails AssertionError
from queue import Queue
from threading import Thread

orders, written = Queue(), []

def consume():
    while True:
        written.append(orders.get())

Thread(target=consume, daemon=True).start()
for number in range(2):
    orders.put(number)

print(len(written))
assert len(written) == 2, "the program ended before the consumer was done"
