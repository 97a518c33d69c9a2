from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

THREADS, TIMEOUT = 8, 2  # set: threads, timeout ms
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

with ThreadPoolExecutor(THREADS) as pool:
    for answer in pool.map(fetch, urls):                # py: take
        tally[answer] += 1                              # py: tally
print(tally)
