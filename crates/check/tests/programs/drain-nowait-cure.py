# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["sold out\n"]
# min-switches: null
# why: take, and catch Empty
import queue
import threading

tickets = queue.Queue()
tickets.put(1)

def buy():
    try:
        while True:
            tickets.get_nowait()
    except queue.Empty:
        pass

buyers = [threading.Thread(target=buy) for _ in range(2)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
print("sold out")
