from hashlib import sha512
from threading import Thread

THREADS, BROKEN, STEPS = 2, 1, 1_000  # set: threads, size, -

def break_down():
# Variant: endless-loop
    # Python can still switch away from this loop, because it looks
    # for requests at every jump back. Compiled code does not.
    while True:                      # py: break
        pass
# Variant: trap
    numbers = [1, 2, 3]
    # Ends this thread with an IndexError; WebAssembly stops them all.
    numbers[3]                       # py: break
# Variant: out-of-memory
    taken = []
    # Careful: natively, this asks for all the memory you have.
    while True:
        taken.append(bytearray(16 << 20))    # py: break
# All variants

def work(number):
# Variant: endless-loop, trap
    for step in range(STEPS):        # py: loop
# Variant: out-of-memory
    for step in range(STEPS):                # py: loop
# All variants
        if number < BROKEN and step == STEPS // 10:
            break_down()
# Variant: endless-loop, trap
        sha512(b"x" * 40_000)        # py: work
# Variant: out-of-memory
        sha512(b"x" * 40_000)                # py: work
# All variants

for number in range(THREADS):
    Thread(target=work, args=(number,)).start()
