# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["True\n"]
# min-switches: null
# why: only what was taken is given back
import threading

slot = threading.BoundedSemaphore(1)
used = []

def use(name):
    if slot.acquire(timeout=0.5):
        try:
            used.append(name)
        finally:
            slot.release()

users = [threading.Thread(target=use, args=(name,)) for name in "ab"]
for user in users:
    user.start()
for user in users:
    user.join()
print(1 <= len(used) <= 2)
