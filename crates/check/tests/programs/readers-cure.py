# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["ok\n"]
# min-switches: null
# why: a condition over both counts
import threading

readers = 0
writing = False
changed = threading.Condition()

def read():
    global readers
    with changed:
        while writing:
            changed.wait()
        readers += 1
    assert not writing
    with changed:
        readers -= 1
        changed.notify_all()

def write():
    global writing
    with changed:
        while readers > 0:
            changed.wait()
        writing = True
    with changed:
        writing = False
        changed.notify_all()

threads = [threading.Thread(target=read), threading.Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("ok")
