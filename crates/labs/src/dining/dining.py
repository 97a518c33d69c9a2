# Variant: back-off
from random import random
# Variant: naive, ordered, back-off, one-lock
from threading import Lock, Thread
# Variant: waiter
from threading import Lock, Semaphore, Thread
# All variants
from time import sleep

PHILOSOPHERS, MEALS, PAUSE = 5, 100, 0.0001  # set: threads, size, pause us
# Variant: naive, ordered, waiter, back-off
forks = [Lock() for _ in range(PHILOSOPHERS)]
# Variant: waiter
# One seat fewer than there are philosophers:
waiter = Semaphore(PHILOSOPHERS - 1)
# Variant: back-off
TRIES, WAIT = 100, 0.0002  # set: tries, wait us
# Variant: one-lock
big_lock = Lock()
# All variants
meals = [0] * PHILOSOPHERS

def eat(i):
    meals[i] += 1

def philosopher(i):
# Variant: naive
    mine = [forks[i], forks[(i + 1) % PHILOSOPHERS]]
    for _ in range(MEALS):                     # py: loop
        for fork in mine:
            fork.acquire()                     # py: take
            sleep(PAUSE)                       # py: look
        eat(i)                                 # py: eat
        for fork in mine:
            fork.release()                     # py: put
# Variant: ordered
    # The same order for everybody, so the last one reaches right:
    mine = sorted([i, (i + 1) % PHILOSOPHERS])
    for _ in range(MEALS):                     # py: loop
        for fork in mine:
            forks[fork].acquire()              # py: take
            sleep(PAUSE)                       # py: look
        eat(i)                                 # py: eat
        for fork in mine:
            forks[fork].release()              # py: put
# Variant: waiter
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
# Variant: back-off
    left, right = forks[i], forks[(i + 1) % PHILOSOPHERS]
    for _ in range(MEALS):                     # py: loop
        for _ in range(TRIES):                 # py: again
            left.acquire()                     # py: take
            sleep(PAUSE)                       # py: look
            got_both = right.acquire(False)    # py: try
            if got_both:
                eat(i)                         # py: eat
                right.release()
            left.release()                     # py: put
            if got_both:
                break
            sleep(WAIT * random())             # py: wait
        else:
            print(i, "stays hungry")           # py: hungry
# Variant: one-lock
    for _ in range(MEALS):                     # py: loop
        big_lock.acquire()                     # py: take
        sleep(PAUSE)                           # py: look
        eat(i)                                 # py: eat
        big_lock.release()                     # py: put
# All variants

threads = [Thread(target=philosopher, args=(i,))
           for i in range(PHILOSOPHERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(meals), "meals")
