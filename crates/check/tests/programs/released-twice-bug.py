# expect 3.9: fails ValueError
# expect 3.14: fails ValueError
# expect 3.14t: fails ValueError
# why: who gave up waiting gives back all the same
import threading

slot = threading.BoundedSemaphore(1)
used = []

def use(name):
    got = slot.acquire(timeout=0.5)
    try:
        if got:
            used.append(name)
    finally:
        slot.release()

users = [threading.Thread(target=use, args=(name,)) for name in "ab"]
for user in users:
    user.start()
for user in users:
    user.join()
