from collections import Counter
from urllib.request import urlopen

TIMEOUT = 2  # set: timeout ms
urls = [f"https://example.org/{number}" for number in range(1_000)]  # set: size
tally = Counter()

def fetch(url):
    try:
        page = urlopen(url, timeout=TIMEOUT).read()     # py: wait
    except TimeoutError:
        return "timed out"
    except OSError:
        return "failed"
    page.count(b"<a href=")                             # py: parse
    return "ok"

for url in urls:
    tally[fetch(url)] += 1                              # py: tally
print(tally)
