# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["20\n"]
# min-switches: null
# why: the account locks itself
import threading

class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def withdraw(self, amount):
        with self.lock:
            if self.balance >= amount:
                self.balance -= amount

account = Account(100)
people = [threading.Thread(target=account.withdraw, args=(80,)) for _ in range(2)]
for person in people:
    person.start()
for person in people:
    person.join()
print(account.balance)
assert account.balance >= 0
