# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["full\n"]
# min-switches: null
# why: the lower fork first
import threading

forks = [threading.Lock() for _ in range(3)]

def eat(seat):
    low, high = sorted((seat, (seat + 1) % 3))
    with forks[low]:
        with forks[high]:
            pass

diners = [threading.Thread(target=eat, args=(seat,)) for seat in range(3)]
for diner in diners:
    diner.start()
for diner in diners:
    diner.join()
print("full")
