# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["up\n"]
# min-switches: null
# why: a flag says that it rang
import threading

bell = threading.Condition()
rang = False

def sleeper():
    with bell:
        while not rang:
            bell.wait()

def ringer():
    global rang
    with bell:
        rang = True
        bell.notify()

one = threading.Thread(target=sleeper)
two = threading.Thread(target=ringer)
one.start()
two.start()
one.join()
two.join()
print("up")
