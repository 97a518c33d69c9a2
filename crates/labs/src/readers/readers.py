from hashlib import sha512
from threading import Condition, Thread

READERS, READS, WRITERS, WRITES = 4, 1_000, 1, 10  # set: threads, size, writers, writes
WRITERS_FIRST = True    # or False: readers first

class ReadWriteLock:
    """Many readers, or one writer."""

    def __init__(self):
        self.free = Condition()
        self.readers = self.waiting = 0
        self.writing = False

    def acquire_read(self):
        with self.free:
            while self.writing or (WRITERS_FIRST and self.waiting):
                self.free.wait()
            self.readers += 1

    def release_read(self):
        with self.free:
            self.readers -= 1
            self.free.notify_all()

    def acquire_write(self):
        with self.free:
            self.waiting += 1
            while self.writing or self.readers:
                self.free.wait()
            self.waiting -= 1
            self.writing = True

    def release_write(self):
        with self.free:
            self.writing = False
            self.free.notify_all()

lock = ReadWriteLock()
table = [0]

def read():
    for _ in range(READS):                     # py: more
# Variant: once
        lock.acquire_read()                    # py: read
        sha512(bytes(table) * 4000).digest()   # py: look
        lock.release_read()                    # py: read done
# Variant: again
        lock.acquire_read()                    # py: read
        # What looks something up takes the lock by itself:
        lock.acquire_read()                    # py: again
        sha512(bytes(table) * 4000).digest()   # py: look
        lock.release_read()                    # py: again done
        lock.release_read()                    # py: read done
# All variants

def write():
    for _ in range(WRITES):                    # py: next
        lock.acquire_write()                   # py: write
        table[0] = (table[0] + 1) % 256        # py: change
        lock.release_write()                   # py: write done

threads = [Thread(target=read) for _ in range(READERS)]
threads += [Thread(target=write) for _ in range(WRITERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
