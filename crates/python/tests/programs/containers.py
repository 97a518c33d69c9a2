# ---- list methods
a = [3, 1, 2]
a.append(4)
a.extend((5, 6))
a.insert(0, 0)
a.insert(100, 7)
a.insert(-1, 9)
print(a, a.pop(), a.pop(0), a.index(1), a.count(9), a)
a.remove(9)
a.reverse()
b = a.copy()
a.sort()
print(a, b, a is b, a == sorted(b))
a.clear()
print(a, bool(a))
# ---- slice assignment
a = list(range(10))
a[2:5] = ["x"]
a[:0] = [-1]
a[len(a):] = [99]
print(a)
a[::2] = [0] * len(a[::2])
del a[1:3]
del a[::3]
print(a)
# ---- slice assignment size mismatch
a = [1, 2, 3, 4]
try:
    a[::2] = [1, 2, 3]
except ValueError as error:
    print(error)
# ---- multiplication aliases
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid, [[0] * 2 for _ in range(2)])
# ---- nested unpacking
(a, b), c = (1, 2), 3
first, *middle, last = range(6)
[x, [y, *z]] = [1, [2, 3, 4]]
print(a, b, c, first, middle, last, x, y, z)
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    print(i, k, v)
a, b = b, a
*rest, = "abc"
print(a, b, rest)
# ---- tuples
t = (1, "a", [2])
t[2].append(3)
print(t, len(t), t + (4,), t * 2, (1,), (), 1 in t, t.index("a"), t.count(1), hash((1, 2)) == hash((1, 2)), tuple("ab"), (1, 2) < (1, 3))
# ---- dict basics
d = {"a": 1, "b": 2}
d["c"] = 3
d.update(d=4, a=0)
d |= {"e": 5}
print(d, d.get("x"), d.get("x", 9), d.setdefault("f", 6), d.pop("b"), "a" in d, len(d), list(d), d.popitem())
print(d.keys(), d.values(), d.items(), dict([("x", 1)]), dict(a=1), {**d, "z": 0}, d == dict(d), {1: 2} | {3: 4})
# ---- dict order and deletion
d = {i: i * i for i in range(5)}
del d[2]
d[2] = "again"
print(d, list(reversed(d)), next(iter(d)), sorted(d, reverse=True), dict.fromkeys("ab", 0), dict.fromkeys([1]))
# ---- dict views
d = {"a": 1, "b": 2}
keys = d.keys()
d["c"] = 3
print(keys, keys & {"a", "z"}, keys | {"q"} == {"a", "b", "c", "q"}, "a" in keys, ("a", 1) in d.items(), 3 in d.values(), len(keys))
# ---- dict key equality
d = {1: "int", 1.0: "float", True: "bool"}
print(d, d[1], {(1, 2): "t"}[1, 2], {None: 0}[None], {"": 1})
# ---- sets of ints
s = {3, 1, 2, 3}
s.add(10)
s.discard(99)
print(s, len(s), 2 in s, s | {4}, s & {1, 2}, s - {1}, s ^ {1, 100}, s <= {1, 2, 3, 10, 11}, s.isdisjoint({5}), {1} < {1, 2})
s |= {7}
s -= {1}
s &= {2, 3, 7}
print(s, set(), frozenset([2, 1]), {frozenset([1])}, set("a"), s.union([1], [8]), s.issubset(range(10)), s.copy() == s)
# ---- comprehensions
print([x * y for x in range(3) for y in range(3) if x != y], {x % 3 for x in range(10)}, {x: x**2 for x in range(3)}, list(x for x in "ab"))
print([[j for j in range(i)] for i in range(4)], [a if a > 1 else -a for a in range(4)], [(i, j) for i in range(2) for j in "ab"])
x = "outer"
[x for x in range(3)]
print(x)
# ---- matrix
m = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*m)], [sum(r) for r in m], sum(map(sum, m)), [[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m])
# ---- sorting
words = ["banana", "Apple", "cherry", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")]))
people = [("Ann", 30), ("Bob", 25), ("Cid", 30)]
people.sort(key=lambda p: p[1])
print(people, sorted(people, key=lambda p: (-p[1], p[0])), sorted([3, 1, 2], reverse=True), sorted([True, 0, 2.5, -1]), sorted("bca"))
# ---- sort stability
data = [(i % 3, i) for i in range(9)]
print(sorted(data, key=lambda p: p[0]), sorted(data, key=lambda p: p[0], reverse=True))
# ---- counter
from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), sum(c.values()), sorted(c.elements())[:4], c.total())
c.update("aaa")
c.subtract({"b": 1})
print(c, Counter(a=3) + Counter(a=1, b=2), Counter(a=3) - Counter(a=1, b=2), Counter("ab") & Counter("b"), Counter("ab") | Counter("bb"), Counter(), +Counter(a=-1))
# ---- defaultdict
from collections import defaultdict

d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, dict(d), d.get("z"), len(d), defaultdict(int, x=1)["y"], list(d), repr(defaultdict(lambda: 0))[:20])
# ---- deque
from collections import deque

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.popleft(), d.pop(), d, d[0], d[-1], len(d), list(d), 3 in d)
d.rotate(1)
d.extend([7, 8])
print(d, d.maxlen, deque("ab"), deque([1]) == deque([1]), d.index(7), d.count(7))
# ---- ordereddict
from collections import OrderedDict

d = OrderedDict(a=1, b=2, c=3)
d.move_to_end("a")
print(d, d.popitem(last=False), list(d), OrderedDict(a=1) == {"a": 1})
# ---- namedtuple
from collections import namedtuple

P = namedtuple("P", ["x", "y"], defaults=[0])
p = P(1)
print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, tuple(p), P(*[3, 4]), p == (1, 0), P(y=1, x=2))
x, y = p
print(x, y)
# ---- chainmap
from collections import ChainMap

c = ChainMap({"a": 1}, {"a": 2, "b": 3})
c["c"] = 4
print(c["a"], c["b"], c.maps, len(c), sorted(c))
# ---- heapq
import heapq

h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), h, heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2]), heapq.heappushpop(h, 3), list(heapq.merge([1, 3], [2])))
# ---- bisect
import bisect

a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 6))
bisect.insort(a, 4)
print(a)
# ---- copy
import copy

a = [[1], {"k": [2]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[0].append(9)
a[1]["k"].append(9)
print(a, b, c, a[:] == a, list(a) is a)
# ---- aliasing and mutable defaults
def add(x, to=[]):
    to.append(x)
    return to


print(add(1), add(2), add(3, []), add(4))
a = b = []
a += [1]
print(b, a is b)
a = a + [2]
print(b, a)
# ---- equality
print([1, 2] == [1, 2.0], [1] == (1,), {1: 2} == {1: 2.0}, {1, 2} == {2, 1}, [] == [], "a" == b"a", None == 0, [1] is [1], (1, 2) == (1, 2))
# ---- any all zip map filter
print(any([]), all([]), any([0, "", 1]), all([1, "a"]), list(zip("ab", [1, 2, 3])), list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
# ---- enumerate reversed range
print(list(enumerate("ab", start=5)), list(reversed([1, 2, 3])), list(range(5, 0, -2)), range(3), range(0, 10, 3), len(range(0, 10, 3)), 6 in range(0, 10, 3), range(5)[-1], range(10)[2:5])
# ---- repr of recursion
a = [1]
a.append(a)
d = {}
d["self"] = d
print(a, d)
# ---- membership and nested
data = {"users": [{"name": "Ann", "tags": ["x", "y"]}, {"name": "Bob", "tags": []}]}
print([u["name"] for u in data["users"] if u["tags"]], data["users"][0]["tags"][-1], {t for u in data["users"] for t in u["tags"]} == {"x", "y"})
# ---- grouping
rows = [("a", 1), ("b", 2), ("a", 3)]
groups = {}
for key, value in rows:
    groups.setdefault(key, []).append(value)
print(groups, {k: sum(v) for k, v in groups.items()})
# ---- del and slices
a = list(range(8))
del a[0], a[-1]
del a[::2]
print(a)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
# ---- list comparison
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], (1, "a") < (1, "b"), [[1]] == [[1]])
# ---- stack and queue
stack = []
for c in "([{}])":
    if c in "([{":
        stack.append(c)
    else:
        print(stack.pop() + c, end=" ")
print(not stack)
# ---- flatten
def flatten(x):
    for item in x:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4, []])], 5])))
# ---- sets of strings sorted
a, b = set("hello"), set("world")
print(sorted(a & b), sorted(a - b), sorted(a ^ b), len(a | b))
# ---- dict comprehension inversion
d = {"a": 1, "b": 2, "c": 1}
inverse = {}
for k, v in d.items():
    inverse.setdefault(v, set()).add(k)
print({v: sorted(k) for v, k in inverse.items()}, {v: k for k, v in d.items()})
# ---- memoryview and array free list ops
a = [0] * 5
a[1], a[-1] = a[-1], 7
i = 0
i, a[i] = 2, 9
print(a, i)
