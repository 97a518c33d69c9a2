# expect 3.9: fails deadlock
# expect 3.14: fails deadlock
# expect 3.14t: fails deadlock
# min-switches: 0
# why: one fails before it comes, and the other waits for ever
import threading

meeting = threading.Barrier(2)

def come(pages):
    share = 10 // pages
    meeting.wait()

people = [threading.Thread(target=come, args=(pages,)) for pages in (2, 0)]
for person in people:
    person.start()
for person in people:
    person.join()
