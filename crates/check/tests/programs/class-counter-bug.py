# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["[1, 1]\n", "[1, 2]\n", "[2, 2]\n"]
# min-switches: 1
# why: the class's counter is read, raised and read again
import threading

class Ticket:
    last = 0

    def __init__(self):
        Ticket.last += 1
        self.number = Ticket.last

tickets = []

def draw():
    tickets.append(Ticket())

threads = [threading.Thread(target=draw) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
numbers = sorted(ticket.number for ticket in tickets)
print(numbers)
assert numbers == [1, 2]
