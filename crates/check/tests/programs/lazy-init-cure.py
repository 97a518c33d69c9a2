# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["1\n"]
# min-switches: null
# why: looked at once more under the lock
import threading

made = []

class Service:
    def __init__(self):
        made.append(self)

service = None
lock = threading.Lock()

def get():
    global service
    if service is None:
        with lock:
            if service is None:
                service = Service()
    return service

users = [threading.Thread(target=get) for _ in range(2)]
for user in users:
    user.start()
for user in users:
    user.join()
print(len(made))
assert len(made) == 1
