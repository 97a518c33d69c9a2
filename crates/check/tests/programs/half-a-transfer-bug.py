# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["100\n", "70\n"]
# min-switches: 1
# why: each part is under the lock, both together are not: the auditor sees money on its way
import threading

lock = threading.Lock()
left, right = 100, 0

def move(amount):
    global left, right
    with lock:
        left -= amount
    with lock:
        right += amount

def audit():
    with lock:
        total = left + right
    print(total)
    assert total == 100

mover = threading.Thread(target=move, args=(30,))
auditor = threading.Thread(target=audit)
mover.start()
auditor.start()
mover.join()
auditor.join()
