# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["['card']\n", "[]\n"]
# min-switches: 0
# why: the wait may give up, and its answer is not looked at
import threading

box = []
came = threading.Condition()

def post():
    with came:
        box.append("card")
        came.notify()

poster = threading.Thread(target=post)
with came:
    poster.start()
    came.wait(timeout=2)
    print(box)
    assert box
poster.join()
