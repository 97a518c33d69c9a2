# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[1]\n"]
# min-switches: null
# why: a condition has an RLock of its own
import threading

changed = threading.Condition()

def announce():
    with changed:
        changed.notify_all()

def store(values, value):
    with changed:
        values.append(value)
        announce()

values = []
thread = threading.Thread(target=store, args=(values, 1))
thread.start()
thread.join()
print(values)
