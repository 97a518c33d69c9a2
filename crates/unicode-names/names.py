"""Writes names.txt: the characters whose names people write in `\\N{...}`, from Python's own table. Run as: python3 names.py > names.txt"""

import sys
import unicodedata

# Latin, Greek, Cyrillic letters, marks, punctuation, currency, arrows, mathematics, boxes, symbols, faces.
RANGES = [
    (0x20, 0x7F), (0xA0, 0x17F), (0x300, 0x30F), (0x327, 0x329), (0x391, 0x3CA), (0x410, 0x450), (0x2000, 0x2050), (0x20A0, 0x20C0),
    (0x2100, 0x2150), (0x2150, 0x2189), (0x2190, 0x2200), (0x2200, 0x22C6), (0x2300, 0x2304), (0x2500, 0x2600), (0x2600, 0x2670),
    (0x2701, 0x2718), (0x1F600, 0x1F650),
]


def wanted(code, name):
    one_word = " " not in name and "-" not in name and (code < 0x3000 or 0x1F300 <= code < 0x1FB00)
    return one_word or any(start <= code < end for start, end in RANGES)


for code in range(sys.maxunicode + 1):
    name = unicodedata.name(chr(code), "")
    if name and wanted(code, name):
        print(f"{code:X} {name}")
