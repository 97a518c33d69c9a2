# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["both\n"]
# min-switches: null
# why: one goes first
import threading

gone = {"ada": False, "bob": False}

def go(me, other):
    gone[me] = True
    while not gone[other]:
        pass

threads = [threading.Thread(target=go, args=("ada", "bob")), threading.Thread(target=go, args=("bob", "ada"))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both")
