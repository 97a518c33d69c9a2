# title: A list handed out
# question: The method holds the lock. Who holds it afterwards?
# expect: fails RuntimeError
from threading import Lock, Thread

class Basket:
    def __init__(self):
        self._prices = {"pear": 3, "plum": 2}
        self._lock = Lock()

    def add(self, name, price):
        with self._lock:
            self._prices[name] = price

    def prices(self):
        with self._lock:
            return self._prices

basket = Basket()
total = 0

def buy():
    basket.add("fig", 5)

def sum_up():
    global total
    for name in basket.prices():
        total += len(name)

threads = [Thread(target=buy), Thread(target=sum_up)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
