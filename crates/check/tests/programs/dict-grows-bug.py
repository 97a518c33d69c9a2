# expect 3.9: fails RuntimeError
# expect 3.14: fails RuntimeError
# expect 3.14t: fails RuntimeError
# outcomes: ["", "3\n", "6\n"]
# min-switches: 1
# why: another thread adds a key while the loop walks
import threading

prices = {"tea": 2, "milk": 1}

def add():
    prices["bread"] = 3

def total():
    cost = 0
    for name in prices:
        cost += prices[name]
    print(cost)

one = threading.Thread(target=total)
two = threading.Thread(target=add)
one.start()
two.start()
one.join()
two.join()
