# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: fails RuntimeError
# outcomes: ["", "3\n", "6\n"]
# min-switches: 1
# why: sum is one step under the lock, and many without it
import threading

prices = {"tea": 2, "milk": 1}

def add():
    prices["bread"] = 3

def total():
    print(sum(prices.values()))

one = threading.Thread(target=total)
two = threading.Thread(target=add)
one.start()
two.start()
one.join()
two.join()
