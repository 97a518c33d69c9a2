# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['card']\n"]
# min-switches: null
# why: wait_for looks again and has no limit
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
    came.wait_for(lambda: box)
    print(box)
    assert box
poster.join()
