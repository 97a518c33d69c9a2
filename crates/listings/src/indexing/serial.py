import csv
import re
import sys
from itertools import islice
from unicodedata import category, combining

CHUNK, PARTS = 500, 64  # set: chunk, -
STOP = {"a", "an", "and", "in", "is", "of", "the", "to", "with"}  # ...
lines = open(sys.argv[1], encoding="utf-8-sig", newline="")
reader = csv.DictReader(lines, delimiter=";", strict=True)
numbered = enumerate(reader)
books, segments = {}, []
parts = [{} for _ in range(PARTS)]

def is_sign(char):  # a vowel sign belongs to its letter, as in Hindi
    mark = category(char) in ("Mn", "Mc") and not combining(char)
    return mark and not "\ufe00" <= char <= "\ufe0f"

def words_of(text):
    more = "|".join([r"[^\W_]", *filter(is_sign, set(text))])
    return re.findall(rf"[^\W_](?:{more})*", text)

def words(record):
    text = record["title"] + " " + record["description"]
    return set(map(str.lower, words_of(text))) - STOP

def rating(book):  # 4.25, or 4,25 as in much of Europe
    return float(book["rating"].replace(",", "."))

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
best.sort(key=lambda b: (-rating(b), b["title"]))
for book in best[:10]:
    print(book["rating"], book["title"], book["author"])
