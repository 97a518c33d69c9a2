# expect 3.9: fails Empty
# expect 3.14: fails Empty
# expect 3.14t: fails Empty
# min-switches: 1
# why: between asking and taking another may take it
import queue
import threading

tickets = queue.Queue()
tickets.put(1)

def buy():
    while not tickets.empty():
        tickets.get_nowait()

buyers = [threading.Thread(target=buy) for _ in range(2)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print("sold out")
