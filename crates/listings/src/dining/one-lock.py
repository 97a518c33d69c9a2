from threading import Lock, Thread
from time import sleep

PHILOSOPHERS, MEALS, PAUSE = 5, 100, 0.0001  # set: threads, size, pause us
big_lock = Lock()
meals = [0] * PHILOSOPHERS

def eat(i):
    meals[i] += 1

def philosopher(i):
    for _ in range(MEALS):                     # py: loop
        big_lock.acquire()                     # py: take
        sleep(PAUSE)                           # py: look
        eat(i)                                 # py: eat
        big_lock.release()                     # py: put

threads = [Thread(target=philosopher, args=(i,))
           for i in range(PHILOSOPHERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(meals), "meals")
