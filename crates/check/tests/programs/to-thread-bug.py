# expect 3.9: fails AssertionError
# expect 3.14: safe
# expect 3.14t: fails AssertionError
# outcomes: ["1\n", "2\n"]
# min-switches: 1
# why: to_thread runs in real threads, which share the global as any do
import asyncio

count = 0

def work():
    global count
    count += 1

async def main():
    await asyncio.gather(asyncio.to_thread(work), asyncio.to_thread(work))

asyncio.run(main())
print(count)
assert count == 2
