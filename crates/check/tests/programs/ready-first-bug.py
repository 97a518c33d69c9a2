# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["0\n", "42\n"]
# min-switches: 1
# why: the flag says ready before the data is there
import threading

ready = False
data = 0

def fill():
    global ready, data
    ready = True
    data = 42

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
