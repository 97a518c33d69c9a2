# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["3\n", "6\n"]
# min-switches: null
# why: the loop walks a copy
import threading

prices = {"tea": 2, "milk": 1}

def add():
    prices["bread"] = 3

def total():
    cost = 0
    for name in list(prices):
        cost += prices[name]
    print(cost)

one = threading.Thread(target=total)
two = threading.Thread(target=add)
one.start()
two.start()
one.join()
two.join()
