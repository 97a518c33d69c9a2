# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# min-switches: 2
# why: the last reader's leaving and a writer's coming are not one step
import threading

readers = 0
writing = False

def pause():
    pass

def read():
    global readers
    if not writing:
        pause()
        readers += 1
        assert not writing
        readers -= 1

def write():
    global writing
    if readers == 0:
        writing = True
        pause()
        writing = False

threads = [threading.Thread(target=read), threading.Thread(target=write)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("ok")
