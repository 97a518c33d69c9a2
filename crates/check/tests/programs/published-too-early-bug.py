# expect 3.9: fails AttributeError
# expect 3.14: safe
# expect 3.14t: fails AttributeError
# min-switches: 1
# why: the object is there for all before it is ready; between the two stores 3.14 has no check point
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
                config = Config()
                config.port = 80
    return config.port

users = [threading.Thread(target=load) for _ in range(2)]
for user in users:
    user.start()
for user in users:
    user.join()
