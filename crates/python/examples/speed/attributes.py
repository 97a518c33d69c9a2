class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def size(self):
        return self.x * self.x + self.y * self.y


def run(n):
    points = [Point(i, -i) for i in range(100)]
    total = 0
    for i in range(n):
        point = points[i % 100]
        point.move(1, 2)
        total += point.size() - point.x
    return total


print(run(200_000))
