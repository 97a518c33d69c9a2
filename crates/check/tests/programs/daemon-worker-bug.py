# expect 3.9: fails AssertionError
# expect 3.14: fails AssertionError
# expect 3.14t: fails AssertionError
# outcomes: ["[]\n", "['mail']\n", "['mail', 'call']\n"]
# min-switches: 0
# why: nobody waits for the daemon to be done
import queue
import threading

jobs = queue.Queue()
done = []

def work():
    while True:
        done.append(jobs.get())
        jobs.task_done()

threading.Thread(target=work, daemon=True).start()
jobs.put("mail")
jobs.put("call")
print(done)
assert done == ["mail", "call"]
