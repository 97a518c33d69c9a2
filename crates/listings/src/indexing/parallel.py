import csv
import re
import sys
from itertools import islice
from threading import Barrier, Lock, Thread

THREADS, CHUNK, PARTS = 4, 500, 64
STOP = {"a", "an", "and", "in", "is", "of", "the", "to", "with"}  # ...
lines = open(sys.argv[1], encoding="utf-8", newline="")
reader = csv.DictReader(lines, delimiter=";", strict=True)
lock, together = Lock(), Barrier(THREADS)
segments, parts = [], [{} for _ in range(PARTS)]
groups = iter(range(PARTS))
books = {}

def words(record):
    text = record["title"] + " " + record["description"]
    return set(re.findall(r"[^\W_]+", text.lower())) - STOP

def bulk(chunk, segment):
    for number, record in chunk:
        books[number] = record
        for word in words(record):                    # py: index
            segment.setdefault(word, []).append(number)

numbered = enumerate(reader)

def indexer():
    segment = {}
    while True:
        lock.acquire()                                # py: acquire
        chunk = list(islice(numbered, CHUNK))         # py: next
        lock.release()                                # py: release
        if not chunk:
            break
        bulk(chunk, segment)
    segments.append(segment)                          # py: segment
    together.wait()                                   # py: all
    while (part := next(groups, None)) is not None:   # py: part
        for segment in list(segments):
            for word, found in segment.items():
                if hash(word) % PARTS == part:        # py: merge
                    parts[part].setdefault(word, []).extend(found)
    if together.wait() == 0:
        search("dragon")

def search(word):
    found = parts[hash(word) % PARTS].get(word, [])   # py: search
    best = [books[number] for number in found]
    best.sort(key=lambda b: (-float(b["rating"]), b["title"]))
    for book in best[:10]:
        print(book["rating"], book["title"], book["author"])

threads = [Thread(target=indexer) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
