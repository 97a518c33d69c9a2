# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["80\n"]
# min-switches: null
# why: made ready first, then published
import threading

class Config:
    pass

config = None
lock = threading.Lock()

def load():
    global config
    if config is None:
        with lock:
            if config is None:
                new = Config()
                new.port = 80
                config = new
    return config.port

users = [threading.Thread(target=load) for _ in range(2)]
for user in users:
    user.start()
for user in users:
    user.join()
print(config.port)
