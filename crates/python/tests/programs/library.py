# ---- json
import json

d = {"a": [1, 2.5, None, True], "b": {"c": "é\n\"q\""}, "e": [], "f": {}}
print(json.dumps(d))
print(json.dumps(d, indent=2, sort_keys=True, ensure_ascii=False))
print(json.loads('{"x": [1, 2.0, "a", null, true, -1e3], "y": "\\u00e9"}'), json.loads("3"), json.dumps((1, 2)), json.dumps({1: 2, None: 3}), json.dumps([1, 2], separators=(",", ":")))
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as error:
    print(error)
# ---- re
import re

print(re.findall(r"\d+", "a1 b22 c333"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"), re.split(r"[,;]\s*", "a, b;c"), bool(re.match(r"\d", "a")), re.search(r"(?P<y>\d{4})-(?P<m>\d\d)", "on 2024-05-01").groupdict())
m = re.match(r"(\w+)@(\w+)\.com", "ann@site.com")
print(m.group(), m.group(1), m.groups(), m.span(2), m.start(), m[2])
print(re.sub(r"\d", lambda m: str(int(m.group()) * 2), "1 2 3"), re.compile("a+", re.I).findall("aAbA"), re.fullmatch("a|b", "b"), re.escape("a.b"), re.findall(r"(a)(b)?", "ab a"), [m.start() for m in re.finditer("a", "banana")])
# ---- datetime
from datetime import datetime, timedelta, date

d = datetime(2024, 2, 28, 23, 30)
print(d + timedelta(hours=1), d.isoformat(), d.strftime("%Y/%m/%d %H:%M"), date(2024, 3, 1) - date(2024, 2, 1), d.weekday(), timedelta(days=1, seconds=3661), d < datetime(2025, 1, 1), repr(d), timedelta(minutes=90).total_seconds())
# ---- io and files
import io, os

s = io.StringIO("one\ntwo\n")
print(s.readline(), s.read(), s.getvalue() == "one\ntwo\n")
b = io.BytesIO(b"abc")
print(b.read(2), b.tell(), b.read())
with open("f.txt", "w") as f:
    print(f.write("line 1\nline 2\n"), f.name, f.closed)
with open("f.txt") as f:
    for i, line in enumerate(f, 1):
        print(i, line.rstrip())
with open("f.txt", "a") as f:
    f.writelines(["x\n", "y"])
print(open("f.txt").read().split(), os.path.exists("f.txt"), os.path.basename("/a/b.txt"), os.path.join("a", "b"), os.path.splitext("a.tar.gz"))
os.remove("f.txt")
try:
    open("f.txt")
except FileNotFoundError as error:
    print(error, error.errno)
# ---- csv
import csv, io

out = io.StringIO()
w = csv.writer(out)
w.writerow(["a", "b,c", 'q"q'])
w.writerow([1, 2.5, None])
print(repr(out.getvalue()), list(csv.reader(io.StringIO('x,"y,z"\n1,2\n'))), list(csv.DictReader(io.StringIO("a,b\n1,2\n"))))
# ---- time
import time

a = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() > a, time.monotonic() >= 0, isinstance(time.time(), float))
# ---- string io print
import io

out = io.StringIO()
print("a", 1, file=out, end="")
print(repr(out.getvalue()))
# ---- uuid and secrets
import uuid, secrets

u = uuid.UUID("12345678123456781234567812345678")
print(u, len(str(uuid.uuid4())), uuid.uuid4().version, len(secrets.token_hex(8)), isinstance(secrets.randbelow(5), int), repr(u))
# ---- struct
import struct

print(struct.pack(">IhB", 1, -2, 255), struct.unpack("<HH", b"\x01\x00\x02\x00"), struct.calcsize("<IQ"), struct.pack("<f", 1.5), struct.unpack(">d", struct.pack(">d", 2.5)))
# ---- contextvars
import contextvars

v = contextvars.ContextVar("v", default=0)
t = v.set(5)
print(v.get(), contextvars.copy_context()[v])
v.reset(t)
print(v.get())


def f():
    v.set(9)
    return v.get()


print(contextvars.copy_context().run(f), v.get())
# ---- base64 and binascii
import base64

print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), b"ab".hex())
# ---- os
import os

os.environ["MY"] = "1"
print(os.environ.get("MY"), os.getenv("NOPE", "d"), os.sep, os.linesep == "\n", os.path.isabs("/a"), os.path.dirname("/a/b"))
# ---- shlex and pprint
from pprint import pprint

pprint({"b": 1, "a": [1, 2]})
pprint(list(range(40)))
# ---- locks in one thread
import threading

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.release(), lock.locked())
try:
    lock.release()
except RuntimeError as error:
    print(error)
r = threading.RLock()
with r, r:
    print("twice")
e = threading.Event()
print(e.is_set(), e.wait(0.01), e.set(), e.is_set(), threading.current_thread().name, threading.active_count())
s = threading.BoundedSemaphore(1)
try:
    s.release()
except ValueError as error:
    print(error)
# ---- queues in one thread
import queue

q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.qsize(), q.get(), q.get_nowait())
try:
    q.get_nowait()
except queue.Empty as error:
    print("empty", repr(error))
p = queue.PriorityQueue()
for x in (3, 1, 2):
    p.put(x)
print([p.get() for _ in range(3)])
try:
    q.task_done()
    q.task_done()
    q.task_done()
except ValueError as error:
    print(error)
# ---- calendar free arithmetic
def leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


print([y for y in range(1896, 1912) if leap(y)], sum(map(leap, range(2000, 2100))))
# ---- matrix and game of life
def step(cells):
    from collections import Counter

    near = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return {c for c, n in near.items() if n == 3 or (n == 2 and c in cells)}


g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4):
    g = step(g)
print(sorted(g))
# ---- word frequency
text = "the cat and the hat and the bat"
freq = {}
for w in text.split():
    freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda p: (-p[1], p[0])):
    print(f"{w:<5}{n:>3} {'*' * n}")
# ---- inventory report
stock = [{"name": "apple", "qty": 3, "price": 0.5}, {"name": "pear", "qty": 0, "price": 1.25}]
print(f"{'name':<10}|{'qty':>5}|{'price':>8}")
for item in stock:
    print("{name:<10}|{qty:>5}|{price:>8.2f}".format(**item))
print("total", sum(i["qty"] * i["price"] for i in stock), "out:", [i["name"] for i in stock if not i["qty"]])
# ---- binary search and sorts
def search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(a) and a[lo] == x else -1


def quick(a):
    return a if len(a) < 2 else quick([x for x in a[1:] if x < a[0]]) + [a[0]] + quick([x for x in a[1:] if x >= a[0]])


def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


print(search([1, 3, 5, 7], 5), search([1, 3], 2), quick([3, 1, 2, 3]), bubble([5, 2, 9, 1]))
# ---- graph search
from collections import deque

g = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}


def bfs(s):
    seen, q, order = {s}, deque([s]), []
    while q:
        n = q.popleft()
        order.append(n)
        for m in g[n]:
            if m not in seen:
                seen.add(m)
                q.append(m)
    return order


def paths(a, b, path=()):
    path = path + (a,)
    if a == b:
        yield path
    for m in g[a]:
        yield from paths(m, b, path)


print(bfs("a"), list(paths("a", "d")))
# ---- queens
def queens(n, row=0, cols=(), out=None):
    if row == n:
        return 1
    return sum(queens(n, row + 1, cols + (c,)) for c in range(n) if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)))


print([queens(n) for n in range(1, 7)])
# ---- tokenizer
import re


def tokens(s):
    return re.findall(r"\d+\.?\d*|[-+*/()]", s)


def expr(t):
    v = term(t)
    while t and t[0] in "+-":
        v = v + term(t) if t.pop(0) == "+" else v - term(t)
    return v


def term(t):
    v = atom(t)
    while t and t[0] in "*/":
        v = v * atom(t) if t.pop(0) == "*" else v / atom(t)
    return v


def atom(t):
    x = t.pop(0)
    if x == "(":
        v = expr(t)
        t.pop(0)
        return v
    return float(x)


print([expr(tokens(s)) for s in ("1+2*3", "(1+2)*3", "10/4-1", "2*(3+(4-1))")])
# ---- abstract containers
from collections.abc import Iterable, Mapping, Sequence, Callable, Hashable, Iterator, MutableMapping, Set, Sized, Generator, MutableSequence
import collections.abc

print(isinstance([], Iterable), isinstance({}, Mapping), isinstance("a", Sequence), isinstance(len, Callable), isinstance([], Hashable), isinstance(iter([]), Iterator), isinstance(1, Iterable))
print(isinstance((x for x in []), Generator), isinstance([], MutableSequence), isinstance((), MutableSequence), issubclass(dict, MutableMapping), isinstance({1}, Set), isinstance({}.keys(), Set), isinstance(3, Sized))


class Lower(MutableMapping):
    def __init__(self):
        self.held = {}

    def __getitem__(self, key):
        return self.held[key.lower()]

    def __setitem__(self, key, value):
        self.held[key.lower()] = value

    def __delitem__(self, key):
        del self.held[key.lower()]

    def __iter__(self):
        return iter(self.held)

    def __len__(self):
        return len(self.held)


a = Lower()
a["A"] = 1
a.update({"B": 2}, c=3)
print(a["a"], "B" in a, a.get("x", 9), list(a.items()), sorted(a.keys()), list(a.values()), a.pop("A"), len(a), a == {"b": 2, "c": 3}, a.setdefault("D", 4))


class Up(Sequence):
    def __getitem__(self, at):
        return "ABC"[at]

    def __len__(self):
        return 3


u = Up()
print(list(u), "B" in u, u.index("C"), list(reversed(u)), u.count("A"), isinstance(u, Iterable))
try:
    Sequence()
except TypeError as error:
    print("abstract")


class C:
    def __iter__(self):
        return iter(())


def f(callback: Callable[[int], str], items: Iterable[int]) -> collections.abc.Iterator[str]:
    return map(callback, items)


print(isinstance(C(), Iterable), issubclass(C, Sized), list(f(str, [1])))
# ---- abstract classes and who belongs to them
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...


class Square(Shape):
    def area(self):
        return 4


class Round(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, "radius") or NotImplemented


class Ball:
    radius = 1


Shape.register(int)
print(isinstance(1, Shape), isinstance("a", Shape), isinstance(Square(), Shape), issubclass(bool, Shape), issubclass(str, Shape))
print(isinstance(Ball(), Round), isinstance(Square(), Round), isinstance(Square(), ABC))
try:
    Shape()
except TypeError:
    print("abstract")
# ---- collections abc and types
from collections.abc import Iterable, Mapping, Sequence, Callable, Hashable, Iterator
import types

print(isinstance([], Iterable), isinstance({}, Mapping), isinstance("a", Sequence), isinstance(len, Callable), isinstance([], Hashable), isinstance(iter([]), Iterator), isinstance(1, Iterable))
print(isinstance(lambda: 0, types.FunctionType), types.SimpleNamespace(a=1, b="x"), isinstance((x for x in []), types.GeneratorType))
# ---- moments of time
import time

for seconds in (0, 86399, 951782400, 951868800, 1709210096.7, 4102444799, -1, -86401):
    moment = time.gmtime(seconds)
    print(moment, time.asctime(moment), moment.tm_year, moment[0], len(moment))
    print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %w %u %%|%D %T %R %F", moment))
print(time.struct_time(range(9)), time.gmtime(0) == (1970, 1, 1, 0, 0, 0, 3, 1, 0))
# ---- logging
import io
import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(threadName)s:%(message)s", stream=sys.stdout)
logging.info("hello %s", "world")
logging.debug("not seen")
logging.getLogger("a.b").warning("%d left", 3)
strict = logging.getLogger("strict")
strict.setLevel(logging.ERROR)
strict.info("not seen")
strict.error("seen")
kept = io.StringIO()
handler = logging.StreamHandler(kept)
handler.setFormatter(logging.Formatter("{asctime} {message}", style="{"))
own = logging.getLogger("own")
own.addHandler(handler)
own.propagate = False
own.warning("kept")
print(len(kept.getvalue()), kept.getvalue().endswith(" kept\n"))
# ---- named tuples as classes
import typing
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self) -> float:
        return (self.x ** 2 + self.y ** 2) ** 0.5

    @property
    def mirrored(self):
        return Point(-self.x, -self.y)


class Other(typing.NamedTuple):
    name: str


point = Point(3, 4)
print(point, point.norm(), point.mirrored, point._asdict(), point == (3, 4), Point._fields, Point._field_defaults)
print(isinstance(point, tuple), point[0], [*point], point._replace(y=9), Other("a"))
try:
    Point()
except TypeError as error:
    print(error)
# ---- slices of a bytearray
data = bytearray(b"\1" * 10)
data[4::2] = bytes(3)
print(data)
try:
    data[4::2] = bytes(2)
except ValueError as error:
    print(error)
del data[::3]
print(data)
data[1:2] = b"abc"
data[5:1] = b"x"
print(data)
data[::-1] = bytes(range(len(data)))
print(data)
data[0:2] = [65, 66]
data[::2] = b""
print(data)
for given in ("text", 5, [256], [None]):
    try:
        data[0:1] = given
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


def primes(most):
    sieve = bytearray([1]) * (most + 1)
    sieve[0:2] = b"\0\0"
    for number in range(2, int(most ** 0.5) + 1):
        if sieve[number]:
            sieve[number * number :: number] = bytes(len(sieve[number * number :: number]))
    return [number for number, prime in enumerate(sieve) if prime]


print(primes(50))
# ---- bytes with %
print(b"%d|%5d|%-4d|%04x|%s|%b|%r|%a|%c%c|%%|%.2f" % (42, 7, 8, 255, b"ab", bytearray(b"cd"), "é", b"q", 65, b"z", 2.5))
print(b"%(a)s %(b)d" % {b"a": b"x", b"b": 1}, bytearray(b"<%s>") % b"q", b"%6s|%-6s|%.1s" % (b"ab", b"ab", b"ab"))
for template, values in ((b"%s", "text"), (b"%d", b"1"), (b"%c", 256), (b"%s", ()), (b"x", 1)):
    try:
        print(template % values)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
# ---- protocols that are asked at run time
from typing import Protocol, runtime_checkable, TypeVar, Generic
@runtime_checkable
class HasRun(Protocol):
    def run(self) -> None: ...
class R:
    def run(self): pass
class S(HasRun): pass
print(isinstance(R(), HasRun), isinstance(3, HasRun), isinstance(S(), HasRun), issubclass(R, HasRun), issubclass(int, HasRun))
class Plain(Protocol):
    name: str
    def go(self): ...
try: isinstance(3, Plain)
except TypeError as e: print(e)
@runtime_checkable
class Named(Protocol):
    name: str
class N:
    def __init__(self): self.name = "n"
print(isinstance(N(), Named), isinstance(R(), Named))
T = TypeVar("T")
class Box(Protocol[T]):
    def get(self) -> T: ...
class B(Box[int]):
    def get(self): return 1
print(B().get(), isinstance(B(), B))
try: Plain()
except TypeError as e: print("no instances" if "instantiate" in str(e) else e)
# ---- enums with methods of their class
from enum import Enum, IntEnum


class Op(Enum):
    ADD = "+"
    @classmethod
    def parse(cls, s): return cls(s)
    @staticmethod
    def st(s): return s
    @property
    def p(self): return 5
    x = lambda self: 4
print(list(Op), Op.st(1), Op.ADD.p, Op.ADD.x(), Op.parse("+"))
class Prio(IntEnum):
    LOW = 1
    HIGH = 2
    @classmethod
    def default(cls): return cls.LOW
print(Prio.default(), max(Prio), sorted(Prio, reverse=True), Prio.HIGH > Prio.LOW)
# ---- a tree of folders
import os

os.makedirs("tree/inner", exist_ok=True)
for name in ("tree/a.txt", "tree/inner/b.txt"):
    with open(name, "w") as file:
        file.write(name)
for top, folders, files in os.walk("tree"):
    print(top, folders, files)
print([top for top, _, _ in os.walk("tree", topdown=False)], list(os.walk("nowhere")))
print(len(os.urandom(4)), len(os.sched_getaffinity(0)) > 0)
print(os.environ.setdefault("OF_OURS", "1"), os.getenv("OF_OURS"), os.getenv("NOT_THERE", "else"))
os.remove("tree/a.txt"), os.remove("tree/inner/b.txt"), os.rmdir("tree/inner"), os.rmdir("tree")
# ---- warnings
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    print([(str(one.message), one.category.__name__) for one in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("third", RuntimeWarning)
    except RuntimeWarning as error:
        print(repr(error))
    warnings.filterwarnings("ignore", message="fourth")
    warnings.warn("fourth, which is ignored")
try:
    warnings.warn("fifth", int)
except TypeError as error:
    print(type(error).__name__)
# ---- metaclasses that keep a register
class Register(type):
    known = {}

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        Register.known[name] = options

    def __new__(metacls, name, bases, namespace, **options):
        return super().__new__(metacls, name, bases, namespace)


class First(metaclass=Register):
    pass


class Second(First, kind="second"):
    pass


print(Register.known, type(Second).__name__)
try:
    type.__init__(First, 1)
except TypeError as error:
    print(error)
# ---- wrapped functions are descriptors
class Maker:
    @classmethod
    def made(cls, *args):
        return cls.__name__, args

    @staticmethod
    def plain(*args):
        return args


for name in ("made", "plain"):
    wrapped = Maker.__dict__[name]
    print(hasattr(wrapped, "__get__"), hasattr(type(wrapped), "__get__"))
    print(wrapped.__get__(None, Maker)(1), wrapped.__get__(Maker())(2), wrapped.__get__(Maker(), Maker)())
try:
    type.__init__(Maker, 1, 2)
except TypeError as error:
    print(error)
# ---- slices that are taken out
numbers = list(range(20))
del numbers[:5], numbers[-3:], numbers[8:2:-2], numbers[3:3], numbers[5:1]
print(numbers)
data = bytearray(range(20))
del data[:5], data[-3:], data[8:2:-2], data[3:3], data[5:1]
print(list(data))
# ---- dates in words
import datetime

day = datetime.datetime(1987, 3, 9, 14, 5, 6, 78)
print(day.strftime("%Y %y %m %d %H %I %M %S %f %p %A %a %B %b %j %w %u %% %F %T"))
print(datetime.date(2024, 2, 29).strftime("%d %b %Y, %A, day %j"), f"{datetime.date(1999, 12, 31):%Y/%m/%d}")
for ordinal in (1, 366, 719163, 730120, 3652059):
    there = datetime.date.fromordinal(ordinal)
    print(there, there.toordinal() == ordinal, there.weekday())
# ---- classes with parameters
from typing import Generic, TypeVar, Protocol, Optional
T = TypeVar("T")
K = TypeVar("K")
class Box(Generic[T]):
    kind = "box"
    def __init__(self, item: T) -> None:
        self.item = item
    @classmethod
    def of(cls, item):
        return cls(item)
class Ints(Box[int]):
    pass
class Pair(Generic[K, T]):
    def __init__(self, k, v):
        self.k, self.v = k, v
class Sized2(Protocol[T]):
    def size(self) -> int: ...
b = Box[int](3)
print(b.item, type(b).__name__, Box[int], Box[int].kind, Box[int].of(4).item)
print(Ints(1).item, Ints.__mro__[1].__name__, isinstance(Ints(2), Box))
print(Pair[str, int]("a", 1).v, Pair[str, int], Box[int] == Box[int], Box[int] == Box[str])
try:
    isinstance(b, Box[int])
except TypeError as e:
    print(e)
def f(x: Optional[Box[int]] = None) -> "Box[int]":
    return x
print(f(b) is b)
# ---- moments with a zone
from datetime import date, datetime, time, timedelta, timezone
u = datetime(2024, 2, 29, 12, 30, 5, 250000, tzinfo=timezone.utc)
print(u, repr(u), u.tzname(), u.utcoffset(), u.dst())
there = timezone(timedelta(hours=5, minutes=30), "IST")
print(repr(there), there, repr(timezone(timedelta(hours=-3))), timezone(timedelta(hours=-3)), repr(timezone.utc))
v = u.astimezone(there)
print(v, repr(v), v == u, hash(v) == hash(u), v - u, v.strftime("%H:%M %z %Z"), v.date(), v.time(), repr(v.timetz()), {u: 1}[v])
n = datetime(2024, 2, 29, 12, 30)
print(n.strftime("[%z][%Z]"), n == u, n != u)
for wrong in (lambda: n < u, lambda: n - u, lambda: timezone(5), lambda: timezone(timedelta(hours=24)),
              lambda: time(1) < time(1, tzinfo=timezone.utc)):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
print(datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, there), u.timestamp(), u.isoformat(" ", "milliseconds"))
print(u + timedelta(days=1), sorted([u, v + timedelta(1), u - timedelta(1)]), u.replace(hour=1, tzinfo=None))
# ---- moments from texts
from datetime import date, datetime, time, timezone
import time as clock
print(datetime.fromisoformat("2024-01-02T03:04:05.678+02:00"), datetime.fromisoformat("2024-01-02"), datetime.fromisoformat("2024-01-02T03:04:05Z"))
print(datetime.strptime("2024-03-04 05:06:07", "%Y-%m-%d %H:%M:%S"), datetime.strptime("04/Mar/2024:05:06:07 +0130", "%d/%b/%Y:%H:%M:%S %z"))
print(datetime.strptime("7:05 PM", "%I:%M %p"), repr(datetime.strptime("1.5", "%S.%f")), clock.strptime("30 Nov 00", "%d %b %y"))
for text, form in ("2024-13-01", "%Y-%m-%d"), ("2024-01-01x", "%Y-%m-%d"), ("2023-02-29", "%Y-%m-%d"), ("abc", "%H"), ("1", "%Q"):
    try:
        print(datetime.strptime(text, form))
    except ValueError as e:
        print(e)
print(repr(time(12, 30)), time(12, 30, 5, 6), repr(time(1, 2, tzinfo=timezone.utc)), time(1) < time(2), time.fromisoformat("10:20:30.5"), f"{time(3):%H}")
print(datetime.combine(date(2024, 1, 2), time(3, 4)), date(2024, 12, 30).isocalendar(), tuple(date(2021, 1, 3).isocalendar()))
print(date(2024, 1, 2).timetuple(), date(2024, 1, 2).ctime(), date(2024, 5, 6).replace(day=1))
# ---- imports from the future, for type checkers and in vain
from __future__ import annotations
import __future__
from typing import TYPE_CHECKING
import typing
if TYPE_CHECKING:
    import none_such
if typing.TYPE_CHECKING:
    from none.such import anything
try:
    import none_such
except ImportError as e:
    print(repr(e))
def f(x: Missing) -> None: ...
print(f.__annotations__, __future__.annotations)
# ---- more of statistics
import statistics
print(statistics.quantiles(range(1, 11)), statistics.quantiles([1, 5, 9.5], n=10), statistics.quantiles([1, 2, 3, 4], n=3, method="inclusive"))
print(statistics.harmonic_mean([40, 60]), statistics.harmonic_mean([1, 2, 4], [1, 1, 2]), round(statistics.geometric_mean([54, 24, 36]), 9))
# ---- records through a queue
import logging, logging.handlers, queue, sys, threading
q = queue.Queue(-1)
root = logging.getLogger()
root.setLevel(logging.INFO)
root.addHandler(logging.handlers.QueueHandler(q))
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
listener = logging.handlers.QueueListener(q, h)
for i in range(3):
    logging.getLogger("w").info("hello %d", i)
logging.getLogger("w").debug("not at this level")
q.put_nowait(None)
listener._monitor()
print(q.qsize())
exit(3)
# ---- hints that are text
from __future__ import annotations
import typing, dataclasses, functools
from dataclasses import dataclass, field, KW_ONLY, InitVar, fields
from typing import ClassVar, NamedTuple, TypedDict, get_type_hints, Optional, Protocol
@dataclass
class A:
    n: int
    count: ClassVar[int] = 0
    other: typing.ClassVar[dict] = {}
    start: InitVar[int] = 5
    _: KW_ONLY
    z: int = 1
    def __post_init__(self, start): self.s = start
print(A(1, 7, z=3), A(1, 7).s, [f.name for f in fields(A)], fields(A)[0].type)
@dataclass
class B:
    a: int
    b: dataclasses.InitVar[int] = 2
    def __post_init__(self, b): self.c = b
print(B(1).c)
class N(NamedTuple):
    x: int
    y: str = "d"
print(N(1), N.__annotations__ and sorted(N.__annotations__))
class T(TypedDict): k: int
print(T(k=1))
def f(a: int, b: Optional[str] = None) -> list[int]: ...
print(get_type_hints(f) == {"a": int, "b": Optional[str], "return": list[int]}, f.__annotations__)
class C:
    x: int
    y: "str"
print(get_type_hints(C))
class Pr(Protocol):
    name: str
    def go(self) -> None: ...
@functools.singledispatch
def show(x): return "obj"
@show.register
def _(x: int): return "int"
@show.register
def _(x: list | tuple): return "seq"
print(show(1), show([]), show(()), show("a"))
class M:
    @functools.singledispatchmethod
    def go(self, x): return "obj"
    @go.register
    def _(self, x: str): return "str"
print(M().go("a"), M().go(1))
print(list[int] == list[int], (int | str) == (str | int), list[int] in {list[int]}, list[int] == list[str], (int | None).__args__)
# ---- what containers of the library have besides
import types
from collections import UserDict, UserString
d = UserDict(a=1, b=2)
print(d.popitem(), d, UserDict.fromkeys("xy", 0))
s = UserString("hello World")
print(s.title(), s.count("o"), s.replace("o", "0"), s.split(), s.startswith("he"), type(s.upper()).__name__, s + "!", "<" + s, s * 2, s < "z", s.center(15, "*"), s.join(["a", "b"]))
p = types.MappingProxyType({"a": 1})
print(p.copy())
# ---- names of handlers and children of loggers
import logging
h = logging.StreamHandler()
h.set_name("first"); h.name = h.get_name() + " one"; print(h.name)
root = logging.getLogger("app"); a = logging.getLogger("app.a"); b = logging.getLogger("app.b"); c = logging.getLogger("app.a.c")
print(sorted(one.name for one in root.getChildren()), sorted(one.name for one in a.getChildren()))
# ---- a barrier of asyncio that is reset
import asyncio
async def main():
    barrier = asyncio.Barrier(2)
    async def wait():
        try:
            await barrier.wait()
            print("through")
        except asyncio.BrokenBarrierError:
            print("broken")
    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    print(barrier.n_waiting)
    await barrier.reset()
    await task
    print(barrier.n_waiting, barrier.broken)
    await asyncio.gather(wait(), wait())
asyncio.run(main())
