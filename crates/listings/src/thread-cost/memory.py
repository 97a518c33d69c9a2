import os
from queue import Queue
from threading import Lock, Thread

THREADS = 4  # set: threads
ready, door = Queue(), Lock()

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGESIZE")

def idle():
    ready.put(None)                            # py: ready
    with door:                                 # py: wait
        pass

before = resident()
door.acquire()                                 # py: shut
threads = [Thread(target=idle) for _ in range(THREADS)]
for thread in threads:
    thread.start()                             # py: start
for _ in threads:
    ready.get()                                # py: all
print((resident() - before) / THREADS, "bytes")  # py: measure
door.release()                                 # py: go
for thread in threads:
    thread.join()                              # py: join
