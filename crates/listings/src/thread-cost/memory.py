import os
from queue import Queue
from threading import Event, Thread

THREADS = 4
ready, go = Queue(), Event()

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGESIZE")

def idle():
    ready.put(None)                            # py: ready
    go.wait()                                  # py: wait

before = resident()
threads = [Thread(target=idle) for _ in range(THREADS)]
for thread in threads:
    thread.start()                             # py: start
for _ in threads:
    ready.get()                                # py: all
print((resident() - before) / THREADS, "bytes")  # py: measure
go.set()                                       # py: go
for thread in threads:
    thread.join()                              # py: join
