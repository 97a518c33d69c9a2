def run(n):
    squares = [i * i for i in range(n)]
    index = {}
    for i, square in enumerate(squares):
        index[square % 1009] = i
    total = 0
    for key, value in index.items():
        total += key * value
    seen = set()
    for square in squares:
        if square % 7 not in seen:
            seen.add(square % 7)
    squares[10:20] = [0] * 5
    squares.reverse()
    squares.sort()
    stack = []
    for i in range(n):
        stack.append(i)
        if i % 3 == 0:
            total += stack.pop()
    grid = [[0] * 50 for _ in range(50)]
    for x in range(50):
        for y in range(50):
            grid[x][y] = grid[y][x] + x * y
    return total + sum(map(sum, grid)) + len(seen) + squares[-1]


print(sum(run(40_000) for _ in range(6)))
