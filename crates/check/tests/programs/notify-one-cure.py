# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["in\n"]
# min-switches: null
# why: notify_all wakes everybody
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
        moved.notify_all()

guests = [threading.Thread(target=enter, args=(door,)) for door in ("left", "right")]
for guest in guests:
    guest.start()
unlock("right")
unlock("left")
for guest in guests:
    guest.join()
print("in")
