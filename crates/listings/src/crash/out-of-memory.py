from hashlib import sha512
from threading import Thread

THREADS, BROKEN, STEPS = 2, 1, 1_000  # set: threads, size, -

def break_down():
    taken = []
    # Careful: natively, this asks for all the memory you have.
    while True:
        taken.append(bytearray(16 << 20))    # py: break

def work(number):
    for step in range(STEPS):                # py: loop
        if number < BROKEN and step == STEPS // 10:
            break_down()
        sha512(b"x" * 40_000)                # py: work

for number in range(THREADS):
    Thread(target=work, args=(number,)).start()
