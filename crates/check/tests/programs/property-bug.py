# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: reading and writing a property are calls
import threading

class Meter:
    def __init__(self):
        self._value = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        self._value = new

meter = Meter()

def tick():
    meter.value += 1

threads = [threading.Thread(target=tick) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(meter.value)
assert meter.value == 2
