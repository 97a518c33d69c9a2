# title: Many addresses, a few threads
# question: How much faster are eight threads than one, when all they do is wait?
# set: threads
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

threads = 8  # set: threads
addresses = [f"/page/{number}" for number in range(40)]

def fetch(path):
    connection = HTTPConnection("example.org", timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError as error:
        return type(error).__name__
    finally:
        connection.close()

with ThreadPoolExecutor(threads) as pool:
    answers = list(pool.map(fetch, addresses))
print({answer: answers.count(answer) for answer in sorted(set(answers), key=str)})
