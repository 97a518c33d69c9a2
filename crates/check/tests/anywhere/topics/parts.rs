//! What the made-up programs import, and the classes and functions that they name.

/// What a program may import.
pub const MODULES: &[&str] = &[
    "asyncio",
    "bisect",
    "collections",
    "concurrent.futures",
    "contextlib",
    "contextvars",
    "copy",
    "csv",
    "dataclasses",
    "enum",
    "functools",
    "heapq",
    "http.client",
    "io",
    "itertools",
    "json",
    "logging",
    "operator",
    "os",
    "queue",
    "random",
    "re",
    "sys",
    "threading",
    "time",
    "types",
];

/// Classes and functions that a program may name.
pub const PARTS: &[&str] = &[
    "class Bare: pass
",
    "class Base:
    n = 0
    def name(self): return 'base'
",
    "class Derived(Base): pass
",
    "class Slots:
    __slots__ = ('n',)
",
    "class Lazy:
    def __getattr__(self, name):
        self.n = 5
        return 4
",
    "class Proper:
    def __init__(self): self._n = 0
    @property
    def n(self): return self._n
    @n.setter
    def n(self, value): self._n = value
",
    "class Cached:
    base = 1
    @functools.cached_property
    def n(self): return self.base
",
    "class Items:
    def __init__(self): self.kept = {}
    def __getitem__(self, key): return self.kept[key]
    def __setitem__(self, key, value): self.kept[key] = value
    def __len__(self): return len(self.kept)
    def __contains__(self, key): return key in self.kept
    def __iter__(self): return iter(list(self.kept))
",
    "@dataclasses.dataclass(order=True)
class Point:
    x: int = 0
    y: int = 0
",
    "@dataclasses.dataclass
class Bag:
    all: list = dataclasses.field(default_factory=list)
",
    "class Pile(list): pass
",
    "class Book(dict): pass
",
    "class Stack(list):
    def push(self, value): self.append(value)
",
    "class Closing:
    def __init__(self): self.n = 0
    def __enter__(self): self.n += 1; return self.n
    def __exit__(self, *_): self.n -= 1
",
    "def counter():
    n = 0
    def more():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return more, get
",
    "def count_up():
    for n in range(3): yield n
",
    "def static(): return 1
",
    "def kind(it):
    match it:
        case []: return 'none'
        case [1]: return 'one'
        case [1, *rest]: return rest
        case _: return 'other'
",
    "def first(it):
    match it:
        case [n, *_]: return n
    return None
",
    "def shape(it):
    match it:
        case {'b': b}: return ('b', b)
        case {'a': 1, **rest}: return rest
    return None
",
    "def point(it):
    match it:
        case Bare(n=0): return 'zero'
        case Bare(n=n): return n
    return None
",
    "def spot(it):
    match it:
        case Point(0, 0): return 'origin'
        case Point(x, 0): return ('x', x)
        case Point(x, y): return (x, y)
",
    "def relay(it): yield from it
",
    "def scope():
    class Own:
        seen = it0
    return Own.seen
",
];
