# expect 3.9: fails IndexError
# expect 3.14: safe
# expect 3.14t: fails IndexError
# min-switches: 1
# why: the list's truth is old news by the time of pop(); 3.14 has no check point between
import threading

parcels = ["book"]

def deliver():
    if parcels:
        parcels.pop()

drivers = [threading.Thread(target=deliver) for _ in range(2)]
for driver in drivers:
    driver.start()
for driver in drivers:
    driver.join()
print(parcels)
