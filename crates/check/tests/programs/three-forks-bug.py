# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "full\n"]
# min-switches: 2
# why: each holds its left fork and waits for the right one
import threading

forks = [threading.Lock() for _ in range(3)]

def eat(seat):
    with forks[seat]:
        with forks[(seat + 1) % 3]:
            pass

diners = [threading.Thread(target=eat, args=(seat,)) for seat in range(3)]
for diner in diners:
    diner.start()
for diner in diners:
    diner.join()
print("full")
