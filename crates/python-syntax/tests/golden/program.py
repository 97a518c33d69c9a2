"""A program with a bit of everything, for tests that change it at random."""
from __future__ import annotations
import os.path as path, sys
from collections import deque as queue, Counter


def outer(a, b=2, /, c: int = 3, *args, d=4, **kw) -> None:
    """Doc."""
    global total
    x = [i * a for i in range(b) if i if a for j in (1, 2)]
    fs = {i: (lambda q=1: (i, a)) for i in range(3)}

    def inner():
        nonlocal x
        x += 1
        yield x
        y = yield from fs
        return y

    try:
        for q in x:
            try:
                if q > 1 < 3 and not a or b:
                    return q
                continue
            finally:
                print("f", *args, sep="", **kw)
        else:
            total = 1
    except (ValueError, TypeError) as e:
        raise RuntimeError from e
    except OSError:
        pass
    else:
        del x[0], fs
    with open("x") as f, open("y"):
        f.x[1:2, ::3] //= 4
    a, *b = c, (d, [e, *g]) = 1, 2
    return f"{a!r:>{b}} {x=} {'nested'}" 'more' f'{c:{d}.{2}}'


@decorate(1)
class A(outer, metaclass=type, **{}):
    y: int = 3
    __z = y

    def __init__(self, n=__z):
        super().__init__()
        self.__w = [k for k in range(n) if (m := k) > 1]

    @property
    def w(self): return self.__w; pass


async def go():
    async with a as b, c:
        async for x in y:
            await z
            break
    r = [i async for i in x if await i]
    yield r


def classify(p):
    match p:
        case 0 | -1 | 1 + 2j | None:
            return "x"
        case [a, _, *rest] if a > 1:
            return rest
        case {"k": v, **others}:
            return v
        case A(x, y=1) | [A(x)]:
            pass
        case str() as s:
            while True:
                break
        case _:
            assert p, "no"


try:
    raise ExceptionGroup("g", [ValueError()])
except* ValueError as g:
    print(g.exceptions)
except* TypeError:
    pass
type Pair[T] = tuple[T, T]
def first[T: int](x: T) -> T: return x
class Box[T]: pass
print(0x10, 1_000, 1e3, 2j, b"x", r"\d", "\u00e9", ..., not x, ~1, -2 ** 2, x @ y, a if b else c)
