from hashlib import sha512
from threading import Thread

THREADS, BROKEN, STEPS = 2, 1, 1_000  # set: threads, size, -

def break_down():
    # Python can still switch away from this loop, because it looks
    # for requests at every jump back. Compiled code does not.
    while True:                      # py: break
        pass

def work(number):
    for step in range(STEPS):        # py: loop
        if number < BROKEN and step == STEPS // 10:
            break_down()
        sha512(b"x" * 40_000)        # py: work

for number in range(THREADS):
    Thread(target=work, args=(number,)).start()
