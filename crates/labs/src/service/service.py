import re
from collections import Counter
# Variant: own-pool, shared-pool
from concurrent.futures import ThreadPoolExecutor
# All variants
from queue import Full, Queue
from random import randint
from threading import Condition, Event, Thread

# Variant: own-pool
WORKERS, REQUESTS, INNER, CHUNK, ROOM = 4, 10, 2, 250, 0  # set: threads, size, inner, chunk, capacity
# Variant: shared-pool, no-inner
WORKERS, REQUESTS, CHUNK, ROOM = 4, 10, 250, 0  # set: threads, size, chunk, capacity
# Variant: shared-pool
pool = ThreadPoolExecutor(WORKERS)
# All variants
LOW, HIGH = 500, 1_000  # set: low, high
text = ("Who does the pieces of a job? " * HIGH).split()
inbox, reply, jobs = Queue(), Queue(), Queue(ROOM)
all_in, results, changed = Event(), {}, Condition()

def client():
    ids, refused = [], 0
    for _ in range(REQUESTS):
        inbox.put(text[:randint(LOW, HIGH)])        # py: send
        job = reply.get()                           # py: id
        if job is None:
            refused += 1                            # py: refused
        else:
            ids.append(job)
    for job in ids:
        with changed:
            changed.wait_for(lambda: job in results)    # py: collect
            print(job, results.pop(job))

def server():
    for job in range(1, REQUESTS + 1):
        words = inbox.get()
        try:
            jobs.put_nowait((job, words))           # py: queue
# Variant: shared-pool
            pool.submit(worker)
# All variants
            reply.put(job)                          # py: answer
        except Full:
            reply.put(None)
    all_in.set()                                    # py: all in
# Variant: own-pool, no-inner
    for _ in range(WORKERS):
        jobs.put(None)
# All variants

def worker():
# Variant: own-pool
    mine = ThreadPoolExecutor(INNER)
    all_in.wait()                                   # py: begin
    while job := jobs.get():                        # py: take
        number, words = job
        waiting = []
        for piece in range(0, len(words), CHUNK):
            waiting.append(mine.submit(             # py: submit
                count, words[piece:piece + CHUNK]))
        pieces = []
        for future in waiting:
            pieces.append(future.result())          # py: wait
        publish(number, pieces)
# Variant: shared-pool
    all_in.wait()                                   # py: begin
    number, words = jobs.get()                      # py: take
    waiting = []
    for piece in range(0, len(words), CHUNK):
        waiting.append(pool.submit(                 # py: submit
            count, words[piece:piece + CHUNK]))
    pieces = []
    for future in waiting:
        # Behind the other jobs, in the pool that runs this one.
        pieces.append(future.result())              # py: wait
    publish(number, pieces)
# Variant: no-inner
    all_in.wait()                                   # py: begin
    while job := jobs.get():                        # py: take
        number, words = job
        pieces = []
        for piece in range(0, len(words), CHUNK):
            pieces.append(count(words[piece:piece + CHUNK]))
        publish(number, pieces)
# All variants

def count(words):
    found = re.findall(r"[^\W_]+", " ".join(words))
    return Counter(map(str.lower, found))           # py: count

def publish(number, pieces):
    total = sum(pieces, Counter())                  # py: reduce
    with changed:
        results[number] = total.most_common(3)      # py: publish
        changed.notify_all()

# Variant: own-pool, no-inner
threads = [Thread(target=target)
           for target in [client, server] + WORKERS * [worker]]
# Variant: shared-pool
threads = [Thread(target=client), Thread(target=server)]
# All variants
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
