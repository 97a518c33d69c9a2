# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["42\n"]
# min-switches: null
# why: first the data, then the flag
import threading

ready = False
data = 0

def fill():
    global ready, data
    data = 42
    ready = True

def use():
    while not ready:
        pass
    print(data)
    assert data == 42

threads = [threading.Thread(target=fill), threading.Thread(target=use)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
