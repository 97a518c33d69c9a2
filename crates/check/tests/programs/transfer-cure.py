# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["60 40\n"]
# min-switches: null
# why: the locks are taken in the order of the names
import threading

class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.name)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount

rent = Account("rent", 50)
food = Account("food", 50)
one = threading.Thread(target=transfer, args=(rent, food, 10))
two = threading.Thread(target=transfer, args=(food, rent, 20))
one.start()
two.start()
one.join()
two.join()
print(rent.balance, food.balance)
