# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "up\n"]
# min-switches: 0
# why: a notify that nobody waits for is lost
import threading

bell = threading.Condition()

def sleeper():
    with bell:
        bell.wait()

def ringer():
    with bell:
        bell.notify()

one = threading.Thread(target=sleeper)
two = threading.Thread(target=ringer)
one.start()
two.start()
one.join()
two.join()
print("up")
