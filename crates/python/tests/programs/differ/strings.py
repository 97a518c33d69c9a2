# ---- escapes and repr
print("tab\there", "nl\\n", 'single "double"', "it's", "\x41\u00e9\U0001F600", r"raw\n", "oct\101")
for s in ("it's", 'say "hi"', "both ' and \"", "tab\t", "nl\n", "\x00\x1f\x7f", "é", "\u200b", "\\", "😀", "\xa0", "\ud7ff"):
    print(repr(s), ascii(s), len(s))
