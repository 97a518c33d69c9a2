# title: Two locks, two orders
# question: Both threads need both locks. Can they always have them?
# expect: fails deadlock
from threading import Lock, Thread

left, right = Lock(), Lock()

def to_the_right():
    with left:
        with right:
            pass

def to_the_left():
    with right:
        with left:
            pass

threads = [Thread(target=to_the_right), Thread(target=to_the_left)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both were there")
