from collections import Counter
from multiprocessing import Process, Queue
from urllib.request import urlopen

PROCESSES, TIMEOUT = 8, 2  # set: threads, timeout ms
urls = [f"https://example.org/{number}" for number in range(1_000)]  # set: size

def fetch(url):
    try:
        page = urlopen(url, timeout=TIMEOUT).read()     # py: wait
    except TimeoutError:
        return "timed out"
    except OSError:
        return "failed"
    page.count(b"<a href=")                             # py: parse
    return "ok"

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
