# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["-60\n", "20\n"]
# min-switches: 1
# why: both see enough money; between looking and taking 3.14 has no check point
import threading

class Account:
    def __init__(self, balance):
        self.balance = balance

account = Account(100)

def withdraw(amount):
    if account.balance >= amount:
        account.balance -= amount

people = [threading.Thread(target=withdraw, args=(80,)) for _ in range(2)]
for person in people:
    person.start()
for person in people:
    person.join()
print(account.balance)
assert account.balance >= 0
