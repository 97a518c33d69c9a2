# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: ["", "in\n"]
# why: notify wakes who waits longest, and that one waits for something else
import threading

open_doors = set()
moved = threading.Condition()

def enter(door):
    with moved:
        while door not in open_doors:
            moved.wait()

def unlock(door):
    with moved:
        open_doors.add(door)
        moved.notify()

guests = [threading.Thread(target=enter, args=(door,)) for door in ("left", "right")]
for guest in guests:
    guest.start()
unlock("right")
unlock("left")
for guest in guests:
    guest.join()
print("in")
