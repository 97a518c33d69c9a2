# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# why: looking and taking are two steps
import threading

busy = False
inside = 0
most = 0

def enter():
    global busy, inside, most
    while busy:
        pass
    busy = True
    inside += 1
    most = most if most > inside else inside
    inside -= 1
    busy = False

threads = [threading.Thread(target=enter) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most)
assert most == 1
