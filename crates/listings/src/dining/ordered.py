from threading import Lock, Thread
from time import sleep

PHILOSOPHERS, MEALS, PAUSE = 5, 100, 0.0001  # set: threads, size, pause us
forks = [Lock() for _ in range(PHILOSOPHERS)]
meals = [0] * PHILOSOPHERS

def eat(i):
    meals[i] += 1

def philosopher(i):
    # The same order for everybody, so the last one reaches right:
    mine = sorted([i, (i + 1) % PHILOSOPHERS])
    for _ in range(MEALS):                     # py: loop
        for fork in mine:
            forks[fork].acquire()              # py: take
            sleep(PAUSE)                       # py: look
        eat(i)                                 # py: eat
        for fork in mine:
            forks[fork].release()              # py: put

threads = [Thread(target=philosopher, args=(i,))
           for i in range(PHILOSOPHERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(meals), "meals")
