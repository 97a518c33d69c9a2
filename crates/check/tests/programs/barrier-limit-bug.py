# expect 3.9: fails BrokenBarrierError
# expect 3.14: fails BrokenBarrierError
# expect 3.14t: fails BrokenBarrierError
# why: a limit may pass before the others come, and breaks the barrier for all
import threading

start = threading.Barrier(2, timeout=5)

def run():
    start.wait()

runners = [threading.Thread(target=run) for _ in range(2)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
