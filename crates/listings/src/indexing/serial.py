import csv
import re
import sys
from itertools import islice

CHUNK, PARTS = 500, 64  # set: chunk, -
STOP = {"a", "an", "and", "in", "is", "of", "the", "to", "with"}  # ...
lines = open(sys.argv[1], encoding="utf-8", newline="")
reader = csv.DictReader(lines, delimiter=";", strict=True)
numbered = enumerate(reader)
books, segments = {}, []
parts = [{} for _ in range(PARTS)]

def words(record):
    text = record["title"] + " " + record["description"]
    return set(re.findall(r"[^\W_]+", text.lower())) - STOP

def bulk(chunk, segment):
    for number, record in chunk:
        books[number] = record
        for word in words(record):                    # py: index
            segment.setdefault(word, []).append(number)

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
best.sort(key=lambda b: (-float(b["rating"]), b["title"]))
for book in best[:10]:
    print(book["rating"], book["title"], book["author"])
