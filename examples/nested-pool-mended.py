# title: A pool of its own
# question: What changes when the inner tasks have a pool of their own?
# expect: safe
from concurrent.futures import ThreadPoolExecutor

outer_pool = ThreadPoolExecutor(max_workers=2)
inner_pool = ThreadPoolExecutor(max_workers=1)

def inner():
    return 1

def outer():
    return inner_pool.submit(inner).result()

results = [outer_pool.submit(outer) for _ in range(2)]
print(sum(result.result() for result in results))
