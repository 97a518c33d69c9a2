from threading import Lock, Semaphore, Thread
from time import sleep

PHILOSOPHERS, MEALS, PAUSE = 5, 100, 0.0001  # set: threads, size, pause us
forks = [Lock() for _ in range(PHILOSOPHERS)]
# One seat fewer than there are philosophers:
waiter = Semaphore(PHILOSOPHERS - 1)
meals = [0] * PHILOSOPHERS

def eat(i):
    meals[i] += 1

def philosopher(i):
    mine = [forks[i], forks[(i + 1) % PHILOSOPHERS]]
    for _ in range(MEALS):                     # py: loop
        waiter.acquire()                       # py: ask
        for fork in mine:
            fork.acquire()                     # py: take
            sleep(PAUSE)                       # py: look
        eat(i)                                 # py: eat
        for fork in mine:
            fork.release()                     # py: put
        waiter.release()                       # py: leave

threads = [Thread(target=philosopher, args=(i,))
           for i in range(PHILOSOPHERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(meals), "meals")
