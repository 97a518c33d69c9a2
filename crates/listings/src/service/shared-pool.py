import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from queue import Full, Queue
from random import randint
from threading import Condition, Event, Thread

WORKERS, REQUESTS, CHUNK, ROOM = 4, 10, 250, 0  # set: threads, size, chunk, capacity
pool = ThreadPoolExecutor(WORKERS)
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
            pool.submit(worker)
            reply.put(job)                          # py: answer
        except Full:
            reply.put(None)
    all_in.set()                                    # py: all in

def worker():
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

def count(words):
    found = re.findall(r"[^\W_]+", " ".join(words))
    return Counter(map(str.lower, found))           # py: count

def publish(number, pieces):
    total = sum(pieces, Counter())                  # py: reduce
    with changed:
        results[number] = total.most_common(3)      # py: publish
        changed.notify_all()

threads = [Thread(target=client), Thread(target=server)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
