def run(n):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            total += i
        elif i & 1:
            total -= 1
        i += 1
    for j in range(n):
        total ^= j * 7
    return total


print(run(700_000))
