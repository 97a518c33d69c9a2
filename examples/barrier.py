# title: A party that does not come
# question: Three parties are expected. One of them fails before it arrives.
# expect: fails ZeroDivisionError
from threading import Barrier, Thread

start = Barrier(3)

def run(lane):
    warm_up = 60 // lane
    start.wait()
    print(f"lane {lane} runs after {warm_up}")

threads = [Thread(target=run, args=(lane,), daemon=True) for lane in (0, 1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
