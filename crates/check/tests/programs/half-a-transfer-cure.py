# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["100\n"]
# min-switches: null
# why: one lock over both parts
import threading

lock = threading.Lock()
left, right = 100, 0

def move(amount):
    global left, right
    with lock:
        left -= amount
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
