import re
import sys
from collections import Counter
# Variant: chunks
from queue import Empty, Queue
# Variant: one-chunk-a-thread
from queue import Queue
# All variants
from threading import Lock, Thread
from unicodedata import category

# Variant: chunks
MAPPERS, REDUCERS, CHUNK = 4, 4, 65_536  # set: threads, reducers, chunk
# Variant: one-chunk-a-thread
MAPPERS, REDUCERS = 4, 4  # set: threads, reducers
# All variants
APOSTROPHES = "split"  # set: apostrophes
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
# Variant: chunks
chunks = Queue()
# All variants
inboxes = [Queue() for _ in range(REDUCERS)]
results, threads = [], []
mapping, changing = MAPPERS, Lock()

def start(thread):
    threads.append(thread)
    thread.start()

# A word is a run of letters and digits with the marks in them (accents,
# vowel signs, joiners, soft hyphens). An apostrophe can join two.
def is_inside(char):
    return char in "\u00ad\u200c\u200d" or category(char)[0] == "M"

def in_word(char):
    joins = APOSTROPHES == "join" and char in "'’"
    return char.isalnum() or is_inside(char) or joins

def words_of(text):
    marks = "".join(filter(is_inside, set(text)))
    more = rf"[^\W_]|[{marks}\u00ad]"
    if APOSTROPHES == "join":
        more += r"|['’](?=[^\W_])"
    words = re.findall(rf"[^\W_](?:{more})*", text)
    return [plain(word) for word in words]

def plain(word):
    return word.replace("\u00ad", "").replace("’", "'").lower()

def split():
    begin = 0
# Variant: chunks
    while begin < len(text):
        end = begin + CHUNK
# Variant: one-chunk-a-thread
    for part in range(1, MAPPERS + 1):
        end = max(begin, len(text) * part // MAPPERS)
# All variants
        while end < len(text) and in_word(text[end]):
            end += 1
# Variant: chunks
        chunks.put(text[begin:end])
# Variant: one-chunk-a-thread
        yield text[begin:end]
# All variants
        begin = end

# Variant: chunks
def mapper():
    counts = Counter()
    while True:
        try:
            chunk = chunks.get_nowait()             # py: take
        except Empty:
            break
        words = words_of(chunk)
        counts.update(words)                        # py: count
# Variant: one-chunk-a-thread
def mapper(piece):
    words = words_of(piece)
    counts = Counter(words)                         # py: count
# All variants
    parts = [Counter() for _ in range(REDUCERS)]
    for word, count in counts.items():              # py: divide
        parts[hash(word) % REDUCERS][word] = count
    for inbox, part in zip(inboxes, parts):
        inbox.put(part)                             # py: send
    finish()

def finish():
    global mapping
    with changing:
        mapping -= 1                                # py: last
        last = mapping == 0
    if last:
        for inbox in inboxes:
            start(Thread(target=reducer, args=(inbox,)))

def reducer(inbox):
    parts = [inbox.get() for _ in range(MAPPERS)]   # py: receive
    total = Counter()
    for part in parts:
        total.update(part)                          # py: reduce
    results.append(total)                           # py: result

# Variant: chunks
split()
for _ in range(MAPPERS):
    start(Thread(target=mapper))
# Variant: one-chunk-a-thread
for piece in split():
    start(Thread(target=mapper, args=(piece,)))
# All variants
while threads:
    threads.pop(0).join()
counts = sum(results, Counter())
print(counts.total(), "words,", len(counts), "distinct")
print(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20])
