# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["[1, 1]\n"]
# min-switches: null
# why: no limit, and all come
import threading

start = threading.Barrier(2)
ran = []

def run():
    start.wait()
    ran.append(1)

runners = [threading.Thread(target=run) for _ in range(2)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
print(ran)
