# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[] [1]\n"]
# min-switches: null
# why: pop() without asking, and catch IndexError
import threading

parcels = ["book"]
missed = []

def deliver():
    try:
        parcels.pop()
    except IndexError:
        missed.append(1)

drivers = [threading.Thread(target=deliver) for _ in range(2)]
for driver in drivers:
    driver.start()
for driver in drivers:
    driver.join()
print(parcels, missed)
