# title: A server's worker with an event loop inside
# question: Each worker thread runs an event loop that hands work to threads. Does the server hang?
# expect: safe
import asyncio
from collections import Counter
from queue import Queue
from threading import Thread

requests, replies = Queue(), Queue()

def count(chunk):
    return Counter(chunk.split())

async def map_reduce(text):
    chunks = text.split(". ")
    counts = [await asyncio.to_thread(count, chunk) for chunk in chunks]
    return sum(counts, Counter())

def worker():
    while (text := requests.get()) is not None:
        replies.put(asyncio.run(map_reduce(text)))

thread = Thread(target=worker)
thread.start()
requests.put("to be or. not to be")
requests.put(None)
thread.join()

print(replies.get().most_common(2))
