# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# outcomes: [""]
# min-switches: 0
# why: the condition's lock is a plain Lock, and the helper takes it again
import threading

lock = threading.Lock()
changed = threading.Condition(lock)

def announce():
    with changed:
        changed.notify_all()

def store(values, value):
    with lock:
        values.append(value)
        announce()

thread = threading.Thread(target=store, args=([], 1))
thread.start()
thread.join()
