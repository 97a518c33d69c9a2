def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pairs(numbers):
    last = None
    for number in numbers:
        if last is not None:
            yield last, number
        last = number


def both(n):
    yield from count(n)
    yield from (i * i for i in range(n))


def run(n):
    total = 0
    for a, b in pairs(both(n)):
        total += b - a
    return total + sum(i for i in count(n) if i % 2) + max(x * y for x, y in pairs(count(n)))


print(run(250_000))
