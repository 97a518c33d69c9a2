import csv
import re
import sys
from itertools import islice
# Variant: parallel
from threading import Lock, Thread
# All variants
from unicodedata import category

# Variant: parallel
THREADS, CHUNK, PARTS = 4, 500, 64  # set: threads, chunk, -
# Variant: serial
CHUNK, PARTS = 500, 64  # set: chunk, -
# All variants
STOP = {"a", "an", "and", "in", "is", "of", "the", "to", "with"}  # ...
APOSTROPHES = "split"  # set: apostrophes
lines = open(sys.argv[1], encoding="utf-8-sig", newline="")
between = max(";,\t", key=lines.readline().count)
lines.seek(0)
reader = csv.DictReader(lines, delimiter=between, strict=True)
# Variant: parallel
lock, changing = Lock(), Lock()
indexing = merging = THREADS
segments, parts = [], [{} for _ in range(PARTS)]
groups = iter(range(PARTS))
books, threads = {}, []

def start(thread):
    threads.append(thread)
    thread.start()
# Variant: serial
numbered = enumerate(reader)
books, segments = {}, []
parts = [{} for _ in range(PARTS)]
# All variants

# A word is a run of letters and digits with the marks in them (accents,
# vowel signs, joiners, soft hyphens). An apostrophe can join two.
def is_inside(char):
    return char in "\u00ad\u200c\u200d" or category(char)[0] == "M"

def words_of(text):
    marks = "".join(filter(is_inside, set(text)))
    more = rf"[^\W_]|[{marks}\u00ad]"
    if APOSTROPHES == "join":
        more += r"|['’](?=[^\W_])"
    words = re.findall(rf"[^\W_](?:{more})*", text)
    return [plain(word) for word in words]

def plain(word):
    return word.replace("\u00ad", "").replace("’", "'").lower()

def words(record):
    text = record["title"] + " " + record["description"]
    return set(words_of(text)) - STOP

def rating(book):  # 4.25, or 4,25 as in much of Europe
    return float(book["rating"].replace(",", "."))

def bulk(chunk, segment):
    for number, record in chunk:
        books[number] = record
        for word in words(record):                    # py: index
            segment.setdefault(word, []).append(number)

# Variant: parallel
numbered = enumerate(reader)

def indexer():
    global indexing
    segment = {}
    while True:
        lock.acquire()                                # py: acquire
        chunk = list(islice(numbered, CHUNK))         # py: next
        lock.release()                                # py: release
        if not chunk:
            break
        bulk(chunk, segment)
    segments.append(segment)                          # py: segment
    with changing:
        indexing -= 1                                 # py: last
        last = indexing == 0
    if last:
        for _ in range(THREADS):
            start(Thread(target=merger))

def merger():
    global merging
    while (part := next(groups, None)) is not None:   # py: part
        for segment in segments:
            for word, found in segment.items():
                if hash(word) % PARTS == part:        # py: merge
                    parts[part].setdefault(word, []).extend(found)
    with changing:
        merging -= 1                                  # py: done
        last = merging == 0
    if last:
        search("dragon")

def search(word):
    found = parts[hash(word) % PARTS].get(word, [])   # py: search
    best = [books[number] for number in found]
    best.sort(key=lambda b: (-rating(b), b["title"]))
    for book in best[:10]:
        print(book["rating"], book["title"], book["author"])

for _ in range(THREADS):
    start(Thread(target=indexer))
while threads:
    threads.pop(0).join()
# Variant: serial
segment = {}
while chunk := list(islice(numbered, CHUNK)):         # py: next
    bulk(chunk, segment)
segments.append(segment)                              # py: segment

for part in range(PARTS):                             # py: part
    for segment in segments:
        for word, found in segment.items():
            if hash(word) % PARTS == part:            # py: merge
                parts[part].setdefault(word, []).extend(found)

found = parts[hash("dragon") % PARTS].get("dragon", [])  # py: search
best = [books[number] for number in found]
best.sort(key=lambda b: (-rating(b), b["title"]))
for book in best[:10]:
    print(book["rating"], book["title"], book["author"])
