# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "[1]\n"]
# min-switches: 1
# why: not empty is old news by the time of get()
import queue
import threading

tickets = queue.Queue()
tickets.put(1)
sold = []

def buy():
    if not tickets.empty():
        sold.append(tickets.get())

buyers = [threading.Thread(target=buy) for _ in range(2)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print(sold)
