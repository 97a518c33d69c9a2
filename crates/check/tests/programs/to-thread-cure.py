# expect 3.9: safe
# expect 3.14: safe
# expect 3.14t: safe
# outcomes: ["5\n"]
# min-switches: null
# why: the loop adds up what the threads give
import asyncio

def work(n):
    return n + 1

async def main():
    given = await asyncio.gather(asyncio.to_thread(work, 1), asyncio.to_thread(work, 2))
    print(sum(given))

asyncio.run(main())
