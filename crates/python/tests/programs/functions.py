# ---- parameters of every kind
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(*[1, 2], **{"d": 3, "c": 9}), f(1, d=2, a=3))
# ---- star arguments in calls
def f(*args, **kw):
    return args, kw


print(f(*"ab", 1, *[2], x=1, **{"y": 2}), f(**{}), f(*range(3)), f(*(), **dict(a=1)))
# ---- defaults evaluated once
n = 1


def f(x=n, acc=[]):
    acc.append(x)
    return acc


n = 5
print(f(), f(2), f.__defaults__)
# ---- closures
def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc


a, b = counter(), counter()
print(a(), a(5), b(), a.__closure__[0].cell_contents)
# ---- late binding
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
# ---- global and nonlocal
x = 1


def f():
    global x, fresh
    x = 2
    fresh = 3

    def g():
        y = 1

        def h():
            nonlocal y
            y += 1

        h()
        return y

    return g()


print(f(), x, fresh)
# ---- decorators
import functools


def loud(f):
    @functools.wraps(f)
    def inner(*args, **kw):
        print("calling", f.__name__)
        return f(*args, **kw)

    return inner


def times(n):
    def deco(f):
        def inner(*a):
            return [f(*a) for _ in range(n)]

        return inner

    return deco


@loud
def add(a, b):
    "adds"
    return a + b


@times(2)
@loud
def one():
    return 1


print(add(1, b=2), add.__name__, add.__doc__, one())
# ---- class decorators
def register(cls):
    cls.tag = cls.__name__.lower()
    return cls


@register
class Foo:
    pass


class Memo:
    def __init__(self, f):
        self.f, self.cache = f, {}

    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = self.f(n)
        return self.cache[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(Foo.tag, fib(50), len(fib.cache))
# ---- recursion
def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def perms(items):
    if not items:
        return [[]]
    return [[x] + p for i, x in enumerate(items) for p in perms(items[:i] + items[i + 1 :])]


def ack(m, n):
    if m == 0:
        return n + 1
    return ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))


print(hanoi(5, "a", "b", "c"), perms([1, 2, 3]), ack(2, 3))
# ---- recursion error caught
def deep(n):
    return deep(n + 1)


try:
    deep(0)
except RecursionError as error:
    print(type(error).__name__, str(error)[:32])
# ---- lambda
print((lambda x, *a, k=2: (x, a, k))(1, 2, k=3), sorted([3, 1], key=lambda x: -x), list(map(lambda x: x**2, range(3))), (lambda: None)())
# ---- function attributes
def f(a: int, b: "str" = "x") -> bool:
    """Doc.

    More."""


f.tag = 1
print(f.__name__, f.__doc__, f.__annotations__, f.tag, f.__defaults__, f.__code__.co_varnames, f.__module__, callable(f))
# ---- partial reduce lru
from functools import partial, reduce, lru_cache

print(partial(pow, 2)(5), partial(int, base=2)("101"), reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 10))


@lru_cache(maxsize=None)
def slow(n):
    print("slow", n)
    return n * n


print(slow(2), slow(2), slow(3), slow.cache_info())
# ---- generators
def gen(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


g = gen(3)
print(next(g), g.send("hello"), list(g), next(g, None))


def outer():
    r = yield from gen(2)
    print("inner said", r)
    yield "last"


print(list(outer()))
# ---- generator return and close
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("finally")


x = g()
print(next(x))
x.close()
try:
    next(x)
except StopIteration as stop:
    print("stopped", stop.value)
# ---- generator throw
def g():
    while True:
        try:
            yield "ok"
        except ValueError as error:
            yield f"caught {error}"


x = g()
next(x)
print(x.throw(ValueError("v")), next(x))
try:
    x.throw(TypeError("t"))
except TypeError as error:
    print("out", error)
# ---- generator expressions are lazy
def noisy(x):
    print("saw", x)
    return x


g = (noisy(x) for x in range(5))
print(next(g))
print(any(x > 1 for x in map(noisy, [1, 2, 3])))
# ---- infinite generators
from itertools import islice, takewhile, count


def naturals():
    n = 0
    while True:
        yield n
        n += 1


print(list(islice(naturals(), 5)), list(takewhile(lambda x: x < 4, naturals())), next(x for x in count(10) if x % 7 == 0))
# ---- pipeline
def read():
    yield from ["1", "x", "3"]


def parse(lines):
    for line in lines:
        try:
            yield int(line)
        except ValueError:
            print("skip", line)


print(sum(parse(read())))
# ---- itertools
import itertools as it

print(list(it.chain([1], "ab")), list(it.combinations("abc", 2)), list(it.permutations([1, 2, 3], 2)), list(it.product("ab", [1, 2])))
print(list(it.accumulate([1, 2, 3])), list(it.groupby("aabbb", key=str))[0][0], [(k, len(list(g))) for k, g in it.groupby("aabbb")], list(it.zip_longest("ab", [1], fillvalue=0)))
print(list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)), list(it.starmap(pow, [(2, 3)])), list(it.dropwhile(lambda x: x < 2, [1, 2, 1])), list(it.compress("abc", [1, 0, 1])), list(it.pairwise([1, 2, 3])), list(it.chain.from_iterable([[1], [2]])), list(it.filterfalse(None, [0, 1])), list(it.batched("abcde", 2)))
a, b = it.tee([1, 2])
print(list(a), list(b), list(it.combinations_with_replacement("ab", 2)), list(it.accumulate([3, 1, 2], max)))
# ---- operator
import operator as op

print(op.add(1, 2), op.itemgetter(1)([5, 6]), op.attrgetter("real")(3), op.methodcaller("upper")("a"), sorted([(1, "b"), (0, "a")], key=op.itemgetter(1)), op.mul(2, 3), op.contains([1], 1))
# ---- try except else finally
def f(x):
    try:
        print("try")
        r = 10 / x
    except ZeroDivisionError as error:
        print("except", error)
        return "zero"
    except (TypeError, ValueError):
        return "type"
    else:
        print("else")
        return r
    finally:
        print("finally")


print(f(2), f(0), f("a"))
# ---- finally overrides
def f():
    try:
        return "try"
    finally:
        print("cleanup")


def g():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("finally", i)


def h():
    while True:
        try:
            raise ValueError
        except ValueError:
            return "from except"
        finally:
            print("h done")


print(f(), g(), h())
# ---- exception chaining
try:
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("bad") from error
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][0]
except IndexError as error:
    print(repr(error.__context__), error.__cause__)
# ---- reraise and cleanup of name
try:
    try:
        raise KeyError("k")
    except KeyError as e:
        print("seen", e)
        raise
except LookupError as error:
    print(type(error), error.args, str(error))
try:
    e
except NameError as error:
    print(error)
# ---- exception hierarchy
for kind in (ZeroDivisionError, KeyError, FileNotFoundError, RecursionError, UnicodeDecodeError, StopIteration, ModuleNotFoundError):
    print(kind.__name__, [k.__name__ for k in kind.__mro__[1:-1]])
# ---- exception groups
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError("k")])])
except* ValueError as group:
    print("values", group.exceptions)
except* TypeError as group:
    print("types", repr(group))
except* KeyError as group:
    print("keys", group)
# ---- notes
try:
    error = ValueError("v")
    error.add_note("note 1")
    error.add_note("note 2")
    raise error
except ValueError as e:
    print(e.__notes__, e)
# ---- custom exceptions
class AppError(Exception):
    code = 1


class Missing(AppError):
    code = 2

    def __init__(self, what, *, hint=""):
        super().__init__(what)
        self.hint = hint

    def __str__(self):
        return f"{self.args[0]} is missing{self.hint and ' (' + self.hint + ')'}"


try:
    raise Missing("file", hint="look again")
except AppError as error:
    print(error, error.code, error.args, repr(error), isinstance(error, Exception))
# ---- assert and except tuple
for check in (1, 0):
    try:
        assert check, "zero!"
        print("fine")
    except AssertionError as error:
        print("failed:", error, error.args)
# ---- traceback module
import traceback


def f():
    raise ValueError("deep")


try:
    f()
except ValueError:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1], sep="|")
# ---- sys exc info
import sys

try:
    raise KeyError("a")
except KeyError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is not None)
print(sys.exc_info())
# ---- loops with else
for i in range(3):
    if i == 5:
        break
else:
    print("no break")
while True:
    break
else:
    print("never")
n = 3
while n:
    n -= 1
else:
    print("counted down")
# ---- match statement
def f(x):
    match x:
        case 0 | 1:
            return "small"
        case int(n) if n > 100:
            return f"big {n}"
        case [a, b]:
            return f"pair {a} {b}"
        case [first, *rest]:
            return f"first {first} rest {rest}"
        case {"k": v, **more}:
            return f"map {v} {more}"
        case str() as s:
            return f"str {s}"
        case None:
            return "none"
        case (1.5, _) | 2.5:
            return "never"
        case _:
            return "other"


for x in (0, 101, 50, [1, 2], [1, 2, 3], (), {"k": 1, "z": 2}, "s", None, 2.5):
    print(f(x))
# ---- match classes
from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: int


class Q:
    __match_args__ = ("a",)

    def __init__(self, a):
        self.a = a


def f(v):
    match v:
        case P(0, 0):
            return "origin"
        case P(x=0, y=y):
            return f"on y at {y}"
        case P(x, y) if x == y:
            return "diagonal"
        case Q(a=[1, *_]):
            return "q list"
        case Q(a):
            return f"q {a}"
        case P():
            return "p"


print([f(v) for v in (P(0, 0), P(0, 3), P(2, 2), P(1, 2), Q([1, 2]), Q(5))])
# ---- walrus
if (n := len("hello")) > 3:
    print(n)
data = [1, 5, 2]
print([y for x in data if (y := x * 2) > 3], (z := 5) + z)
while (data and (last := data.pop())) != 1:
    print(last)
# ---- conditional expressions and boolean returns
print("a" if 1 else "b", [] or "default", 0 and 1, None or [] or 0, not [], 1 if [] else 2 if () else 3, "x" and "y")


def t(x):
    print("t", x)
    return x


print(t(0) or t(1) and t(2), t(0) and t(1))
# ---- scopes
x = "g"


def f():
    print(x)

    def g():
        x = "local"
        return x

    return g(), x


print(f(), [x for x in "ab"], x)
print(sorted(k for k in globals() if not k.startswith("__")), "x" in globals())


def loc():
    a = 1
    return locals()


print(loc())
# ---- del and unbound
def f():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as error:
        print(error)


f()
# ---- print forms
import sys

print(1, "a", None, sep="-", end="!\n")
print()
print("", "")
print(*[1, 2], sep="\n")
print("err", file=sys.stderr)
print("a\tb", "c\\d", flush=True)
# ---- sorting with key functions
from functools import cmp_to_key

print(sorted([3, 11, 2], key=str), sorted([1, 2, 3], key=cmp_to_key(lambda a, b: b - a)), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
# ---- async basics
import asyncio


async def work(n):
    await asyncio.sleep(0.01 * n)
    print("done", n)
    return n * 2


async def main():
    print(await asyncio.gather(work(3), work(1), work(2)))
    t = asyncio.create_task(work(1))
    print(t.done(), await t, t.done())
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as error:
        print("timed out", type(error).__name__)


asyncio.run(main())
# ---- async generators and context managers
import asyncio


class C:
    async def __aenter__(self):
        print("in")
        return 1

    async def __aexit__(self, *a):
        print("out", a[0])


async def gen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)


async def main():
    async with C() as c:
        print([x async for x in gen()], c)
    async for x in gen():
        print(x)
    q = asyncio.Queue()
    await q.put(1)
    print(await q.get(), q.empty())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(asyncio.sleep(0, "a"))
    print(a.result())


asyncio.run(main())
