# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["2\n"]
# min-switches: null
# why: a method that locks
import threading

class Meter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def tick(self):
        with self.lock:
            self.value += 1

meter = Meter()
threads = [threading.Thread(target=meter.tick) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(meter.value)
assert meter.value == 2
