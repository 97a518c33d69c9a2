from random import random
from threading import Lock, Thread
from time import sleep

PHILOSOPHERS, MEALS, PAUSE = 5, 100, 0.0001  # set: threads, size, pause us
forks = [Lock() for _ in range(PHILOSOPHERS)]
TRIES, WAIT = 100, 0.0002  # set: tries, wait us
meals = [0] * PHILOSOPHERS

def eat(i):
    meals[i] += 1

def philosopher(i):
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

threads = [Thread(target=philosopher, args=(i,))
           for i in range(PHILOSOPHERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(meals), "meals")
