# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: both see None; making the object is a call
import threading

made = []

class Service:
    def __init__(self):
        made.append(self)

service = None

def get():
    global service
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
