# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "60 40\n"]
# min-switches: 1
# why: two transfers in opposite directions take the two locks in opposite order
import threading

class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    with source.lock:
        with target.lock:
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
