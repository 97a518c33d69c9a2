# expect 3.9: fails livelock
# expect 3.14: fails livelock
# expect 3.14t: fails livelock
# outcomes: [""]
# min-switches: 0
# why: each spins until the other has gone first
import threading

gone = {"ada": False, "bob": False}

def go(me, other):
    while not gone[other]:
        pass
    gone[me] = True

threads = [threading.Thread(target=go, args=("ada", "bob")), threading.Thread(target=go, args=("bob", "ada"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
