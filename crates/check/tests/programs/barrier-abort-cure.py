# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['no meeting']\n"]
# min-switches: null
# why: the other expects it
import threading

meeting = threading.Barrier(2)
said = []

def come(late):
    if late:
        meeting.abort()
        return
    try:
        meeting.wait()
    except threading.BrokenBarrierError:
        said.append("no meeting")

people = [threading.Thread(target=come, args=(late,)) for late in (False, True)]
for person in people:
    person.start()
for person in people:
    person.join()
print(said)
