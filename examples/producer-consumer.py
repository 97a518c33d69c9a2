# title: Producer, queue, consumer, file
# question: Are both lines in the file when the program ends?
# expect: safe
import time
from queue import Queue
from threading import Thread

orders = Queue()

def produce():
    for number in range(2):
        time.sleep(0.01)
        orders.put(f"order {number}")
    orders.put(None)

def consume():
    with open("orders.txt", "w") as file:
        while (order := orders.get()) is not None:
            file.write(order + "\n")

threads = [Thread(target=produce), Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

with open("orders.txt") as file:
    lines = file.read().splitlines()
print(lines)
assert lines == ["order 0", "order 1"]
