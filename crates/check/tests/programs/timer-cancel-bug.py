# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["['alarm']\n", "[]\n"]
# why: the timer may fire before it is cancelled
import threading

fired = []
timer = threading.Timer(0.5, fired.append, args=("alarm",))
timer.start()
timer.cancel()
timer.join()
print(fired)
assert not fired
