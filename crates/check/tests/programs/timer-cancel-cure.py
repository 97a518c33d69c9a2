# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["True\n"]
# min-switches: null
# why: both ways are right
import threading

fired = []
timer = threading.Timer(0.5, fired.append, args=("alarm",))
timer.start()
timer.cancel()
timer.join()
print(len(fired) <= 1)
