# title: Two locks, one order
# question: And if both take the left one first?
# expect: safe
from threading import Lock, Thread

left, right = Lock(), Lock()

def to_the_right():
    with left:
        with right:
            pass

def to_the_left():
    with left:
        with right:
            pass

threads = [Thread(target=to_the_right), Thread(target=to_the_left)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both were there")
