# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["['mail', 'call']\n"]
# min-switches: null
# why: join() waits until each job has its task_done()
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
jobs.join()
print(done)
assert done == ["mail", "call"]
