from threading import Semaphore, Thread
from time import perf_counter

THREADS, PASSES = 4, 64  # set: threads, size
turns = [Semaphore(0) for _ in range(THREADS)]

def player(index):
    for _ in range(index, PASSES, THREADS):
        turns[index].acquire()                 # py: wait
        turns[(index + 1) % THREADS].release()  # py: pass

threads = []
for index in range(THREADS):
    thread = Thread(target=player, args=(index,))
    thread.start()                             # py: start
    threads.append(thread)
begun = perf_counter()
turns[0].release()                             # py: first
for thread in threads:
    thread.join()                              # py: join
print((perf_counter() - begun) / PASSES, "seconds a switch")
