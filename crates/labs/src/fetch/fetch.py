from collections import Counter
# Variant: threads
from concurrent.futures import ThreadPoolExecutor
# Variant: processes
from multiprocessing import Process, Queue
# All variants
from urllib.request import urlopen

# Variant: threads
THREADS, TIMEOUT = 8, 2  # set: threads, timeout ms
urls = [f"https://example.org/{number}" for number in range(1_000)]  # set: size
tally = Counter()
# Variant: processes
PROCESSES, TIMEOUT = 8, 2  # set: threads, timeout ms
urls = [f"https://example.org/{number}" for number in range(1_000)]  # set: size
# Variant: serial
TIMEOUT = 2  # set: timeout ms
urls = [f"https://example.org/{number}" for number in range(1_000)]  # set: size
tally = Counter()
# All variants

def fetch(url):
    try:
        page = urlopen(url, timeout=TIMEOUT).read()     # py: wait
    except TimeoutError:
        return "timed out"
    except OSError:
        return "failed"
    page.count(b"<a href=")                             # py: parse
    return "ok"

# Variant: threads
with ThreadPoolExecutor(THREADS) as pool:
    for answer in pool.map(fetch, urls):                # py: take
        tally[answer] += 1                              # py: tally
# Variant: serial
for url in urls:
    tally[fetch(url)] += 1                              # py: tally
# Variant: threads, serial
print(tally)
# Variant: processes
def process(share, found):
    found.put(Counter(map(fetch, share)))               # py: tally

if __name__ == "__main__":
    found, tally = Queue(), Counter()
    for index in range(PROCESSES):
        share = urls[index::PROCESSES]
        Process(target=process, args=(share, found)).start()    # py: start
    for _ in range(PROCESSES):
        tally += found.get()
    print(tally)
