# expect 3.9: fails BrokenBarrierError
# expect 3.14: fails BrokenBarrierError
# expect 3.14t: fails BrokenBarrierError
# min-switches: 0
# why: who fails breaks the barrier, and the other does not expect that
import threading

meeting = threading.Barrier(2)

def come(late):
    if late:
        meeting.abort()
    else:
        meeting.wait()

people = [threading.Thread(target=come, args=(late,)) for late in (False, True)]
for person in people:
    person.start()
for person in people:
    person.join()
