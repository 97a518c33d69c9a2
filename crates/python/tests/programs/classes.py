# ---- dunder arithmetic
class V:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return V(-self.x, -self.y)

    def __eq__(self, o):
        return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"V({self.x}, {self.y})"

    def __bool__(self):
        return bool(self.x or self.y)

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2


a, b = V(1, 2), V(3, 4)
print(a + b, a * 3, 3 * a, -a, a == V(1, 2), a != b, {a: 1}[V(1, 2)], bool(V(0, 0)), abs(b), a[1], list(a), len(a), f"{a}", str([a]))
try:
    a + 1
except AttributeError as error:
    print(error)
# ---- not implemented and reflected
class A:
    def __add__(self, o):
        return NotImplemented

    def __radd__(self, o):
        return f"radd {o}"

    def __lt__(self, o):
        return "lt"

    def __contains__(self, x):
        return x == 3


print(1 + A(), A() < 1, A() > A(), 3 in A(), 4 in A())
try:
    A() + 1
except TypeError as error:
    print(error)
try:
    A() >= 1
except TypeError as error:
    print(error)
# ---- in-place operators
class Bag:
    def __init__(self):
        self.items = []

    def __iadd__(self, x):
        self.items.append(x)
        return self

    def __isub__(self, x):
        self.items.remove(x)
        return self


b = Bag()
b += 1
b += 2
b -= 1
print(b.items)
# ---- callable and call counts
class Counter:
    calls = 0

    def __call__(self, *args, **kw):
        Counter.calls += 1
        self.calls = Counter.calls * 10
        return args, kw


c = Counter()
print(c(1, k=2), c(), c.calls, Counter.calls, callable(c), callable(1))
# ---- properties
class T:
    def __init__(self, c):
        self._c = c

    @property
    def f(self):
        "in fahrenheit"
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, v):
        self._c = (v - 32) * 5 / 9

    @f.deleter
    def f(self):
        print("deleted")


t = T(100)
t.f = 32
print(t._c, t.f, T.f.__doc__, type(T.f).__name__)
del t.f
# ---- class and static methods
class P:
    count = 0

    def __init__(self):
        type(self).count += 1

    @classmethod
    def make(cls, n):
        return [cls() for _ in range(n)]

    @staticmethod
    def helper(x):
        return x * 2


class Q(P):
    pass


P.make(2)
Q.make(3)
print(P.count, Q.count, P.helper(2), Q().helper(3), P.make.__name__, Q.make.__self__.__name__)
# ---- inheritance and super
class Animal:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} makes {self.sound()}"

    def sound(self):
        return "noise"


class Dog(Animal):
    def __init__(self, name, breed):
        super().__init__(name)
        self.breed = breed

    def sound(self):
        return "woof, not " + super().sound()


d = Dog("Rex", "pug")
print(d.speak(), d.breed, isinstance(d, Animal), issubclass(Dog, Animal), Dog.__mro__, type(d).__name__, d.__class__.__bases__)
# ---- multiple inheritance
class Base:
    def who(self):
        return ["Base"]


class A(Base):
    def who(self):
        return ["A"] + super().who()


class B(Base):
    def who(self):
        return ["B"] + super().who()


class C(A, B):
    def who(self):
        return ["C"] + super().who()


print(C().who(), [k.__name__ for k in C.mro()])
# ---- class attributes and instances
class A:
    shared = []
    n = 1


a, b = A(), A()
a.shared.append(1)
a.n += 1
print(b.shared, a.n, b.n, A.n, vars(a), a.__dict__, hasattr(a, "n"), getattr(a, "zz", "none"), "n" in A.__dict__)
del a.n
print(a.n)
setattr(a, "dyn", 5)
print(a.dyn, sorted(vars(a)))
# ---- getattr hooks
class Lazy:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name.upper()
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        print("set", name)
        super().__setattr__(name, value)


l = Lazy()
l.a = 1
print(l.a, l.xyz, hasattr(l, "q"))
try:
    l.q
except AttributeError as error:
    print(error)
# ---- getattribute
class Loud:
    x = 1

    def __getattribute__(self, name):
        print("get", name)
        return super().__getattribute__(name)


print(Loud().x)
# ---- descriptors
class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return getattr(obj, self.name)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError("negative")
        setattr(obj, self.name, value)


class Item:
    price = Positive()

    def __init__(self, price):
        self.price = price


i = Item(5)
print(i.price, vars(i), type(Item.price).__name__)
try:
    i.price = -1
except ValueError as error:
    print(error)
# ---- slots
class P:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


p = P(1)
print(p.x, hasattr(p, "y"), hasattr(p, "__dict__"))
try:
    p.z = 1
except AttributeError as error:
    print(error)
# ---- new and singleton
class S:
    it = None

    def __new__(cls, *args):
        if cls.it is None:
            cls.it = super().__new__(cls)
        return cls.it

    def __init__(self, v):
        self.v = v


a, b = S(1), S(2)
print(a is b, a.v)
# ---- subclass of builtins
class L(list):
    def first(self):
        return self[0]


class D(dict):
    def __missing__(self, k):
        return k * 2


class I(int):
    def __add__(self, o):
        return I(int(self) + int(o) + 1)


class S(str):
    def shout(self):
        return self.upper() + "!"


l, d = L([3, 1]), D(a=1)
l.append(2)
print(l, l.first(), sorted(l), len(l), isinstance(l, list), d["zz"], d, I(1) + 1, S("hi").shout(), S("a") + "b", type(S("a") + "b").__name__)
# ---- iterators
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(3)), [*Countdown(2)], 1 in Countdown(3))
it = iter(Countdown(1))
print(next(it), next(it, "end"))
# ---- getitem iteration
class Seq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


print(list(Seq()), 20 in Seq(), [x for x in Seq()], list(reversed([*Seq()])))
# ---- context managers
class M:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


with M("a") as a, M("b", True):
    raise ValueError("inside")
print("after")
try:
    with M("c"):
        1 / 0
except ZeroDivisionError as error:
    print("caught", error)


def f():
    with M("d"):
        return "returned"


print(f())
# ---- contextlib
from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout
import io


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    finally:
        print(f"</{name}>")


with tag("b") as t:
    print(t)
with suppress(KeyError):
    {}["a"]
with ExitStack() as stack:
    for n in "xy":
        stack.enter_context(tag(n))
    stack.callback(print, "callback")
out = io.StringIO()
with redirect_stdout(out), nullcontext():
    print("hidden")
print(repr(out.getvalue()))
# ---- comparison total ordering
from functools import total_ordering


@total_ordering
class V:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __lt__(self, o):
        return self.v < o.v


print(V(1) <= V(2), V(2) > V(1), V(1) >= V(2), sorted([V(3), V(1)])[0].v, max(V(1), V(5)).v)
# ---- dataclasses
from dataclasses import dataclass, field, asdict, astuple, replace, fields


@dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False, repr=False)


a, b = P(1), P(1, 2)
a.tags.append("t")
print(a, b, a < b, a == P(1, 0), asdict(a), astuple(b), replace(a, x=9), [f.name for f in fields(P)], P(1).tags)


@dataclass(frozen=True)
class F:
    n: int

    def double(self):
        return F(self.n * 2)

    def __post_init__(self):
        if self.n < 0:
            raise ValueError("negative")


print(F(2).double(), hash(F(1)) == hash(F(1)), {F(1): "a"}[F(1)])
try:
    F(1).n = 2
except Exception as error:
    print(type(error).__name__, error)
try:
    F(-1)
except ValueError as error:
    print(error)
# ---- dataclass inheritance and keyword only
from dataclasses import dataclass, KW_ONLY


@dataclass
class A:
    x: int


@dataclass
class B(A):
    y: str = "d"
    _: KW_ONLY = None
    z: float = 1.5


print(B(1), B(1, "e", z=2), B.__match_args__, A(1) == B(1))
# ---- abstract base
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    def describe(self):
        return f"{type(self).__name__} of {self.area()}"


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2


print(Square(3).describe(), isinstance(Square(1), Shape), Shape.__abstractmethods__)
try:
    Shape()
except TypeError as error:
    print(error)
# ---- metaclass
class Meta(type):
    registry = []

    def __new__(mcls, name, bases, space, **kw):
        cls = super().__new__(mcls, name, bases, space)
        Meta.registry.append((name, kw))
        return cls

    def __call__(cls, *args):
        print("making", cls.__name__)
        return super().__call__(*args)


class A(metaclass=Meta):
    pass


class B(A, tag=1):
    def __init_subclass__(cls, **kw):
        pass


print(Meta.registry, type(A), isinstance(A(), A))
# ---- init subclass
class Plugin:
    all = []

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        cls.all.append(name or cls.__name__)


class A(Plugin, name="alpha"):
    pass


class B(Plugin):
    pass


print(Plugin.all)
# ---- private names
class A:
    def __init__(self):
        self.__x = 1
        self._y = 2

    def get(self):
        return self.__x


class B(A):
    def __init__(self):
        super().__init__()
        self.__x = 5


b = B()
print(b.get(), sorted(vars(b)))
# ---- default repr and str
class A:
    pass


class B:
    def __str__(self):
        return "str of B"


class C:
    def __repr__(self):
        return "repr of C"


print(repr(A()).startswith("<__main__.A object at 0x"), str(B()), [C()], str(C()), f"{C()!s} {B()} {C()!r:>12}", "%s %r" % (B(), C()))
# ---- format hook
class M:
    def __format__(self, spec):
        return f"<{spec}>"


print(f"{M()} {M():abc} {M():>{10}}", format(M(), "x"), "{:y}".format(M()))
# ---- hash and equality
class K:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __hash__(self):
        return 7


d = {K(1): "a", K(2): "b"}
print(d[K(1)], d[K(2)], len({K(1), K(1), K(3)}), K(1) in [K(1)], [K(1)].index(K(1)), (K(1),) == (K(1),))
# ---- method objects
class A:
    def m(self):
        "doc of m"
        return self


a = A()
f = a.m
print(f() is a, f.__self__ is a, f.__func__ is A.m, A.m(a) is a, f.__name__, f.__doc__, a.m == a.m, A.m.__qualname__)
# ---- class scope
x = "global"


class A:
    x = "class"
    y = [x for _ in range(1)]

    def f(self):
        return x

    z = x + "!"


print(A.y, A().f(), A.z)
# ---- nested classes and closures
def make(n):
    class Inner:
        def get(self):
            return n

        def __repr__(self):
            return f"Inner({n})"

    return Inner


I1, I2 = make(1), make(2)
print(I1().get(), I2(), I1.__qualname__, I1 is I2)
# ---- singledispatch and cached property
from functools import singledispatch, cached_property


@singledispatch
def show(x):
    return "any"


@show.register
def _(x: int):
    return "int"


@show.register(list)
def _(x):
    return "list"


class A:
    @cached_property
    def v(self):
        print("computed")
        return 1


a = A()
print(show(1), show([]), show("a"), show(True), a.v, a.v, vars(a))
# ---- bank account
class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need = need


class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.log = owner, balance, []

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(amount, self.balance)
        self.balance -= amount
        self.log.append(("out", amount))


a = Account("Ann", 10)
a.withdraw(3)
try:
    a.withdraw(100)
except InsufficientFunds as error:
    print(error, error.need, error.args, repr(error))
print(a.balance, a.log)
# ---- linked list
class Node:
    def __init__(self, v, nxt=None):
        self.v, self.next = v, nxt


class Linked:
    def __init__(self, items=()):
        self.head = None
        for i in reversed(items):
            self.head = Node(i, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.next

    def reverse(self):
        prev, n = None, self.head
        while n:
            n.next, prev, n = prev, n, n.next
        self.head = prev


l = Linked([1, 2, 3])
l.reverse()
print(list(l))
# ---- tree
class Tree:
    def __init__(self, v):
        self.v, self.l, self.r = v, None, None

    def add(self, v):
        side = "l" if v < self.v else "r"
        child = getattr(self, side)
        if child:
            child.add(v)
        else:
            setattr(self, side, Tree(v))
        return self

    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r


t = Tree(5)
for v in [3, 8, 1, 4, 9]:
    t.add(v)
print(list(t))
# ---- classes that inherit from property
class Fixed(property):
    def __set__(self, instance, value):
        raise AttributeError("fixed")


class A:
    @Fixed
    def v(self):
        return 3


class B:
    def get(self):
        return self._v

    def set(self, value):
        self._v = value

    v = type("P", (property,), {})(get, set)


a, b = A(), B()
print(a.v, A.v.fget(a), isinstance(A.v, property))
try:
    a.v = 4
except AttributeError as error:
    print(error)
b.v = 5
print(b.v, hasattr(property, "__get__"), type(print).__name__)
try:
    del b.v
except AttributeError as error:
    print(type(error).__name__)
# ---- values of enumerations
from enum import Enum, Flag, IntEnum, auto


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def nice(self):
        return self.name.title()


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Perm(Flag):
    R = 4
    W = 2


print(Color.RED.name, Color.RED.value, list(Color), Color.CRIMSON is Color.RED, Color.RED.nice, Color.RED == 1, len(Color))
print(Level.LOW < Level.HIGH, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), Level.LOW == 1, str(Level.LOW), f"{Level.HIGH}")
print((Perm.R | Perm.W).value, {one.name: one.value for one in Color}, sum(Level))
try:
    Color.RED.value = 3
except AttributeError as error:
    print(type(error).__name__)
# ---- enums
from enum import Enum, IntEnum, auto, Flag, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def nice(self):
        return self.name.title()


print(Color.RED, repr(Color.RED), Color(2), Color["GREEN"], Color.RED.name, Color.RED.value, list(Color), Color.CRIMSON is Color.RED, Color.RED.nice, Color.RED == 1, len(Color), Color.RED in Color, isinstance(Color.RED, Color))


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


print(Level.LOW < Level.HIGH, Level.HIGH + 1, sorted([Level.HIGH, Level.LOW]), Level.LOW == 1, str(Level.LOW), f"{Level.HIGH}")


class Perm(Flag):
    R = 4
    W = 2
    X = 1


print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.X), (Perm.R | Perm.W).value, Perm(0), ~Perm.R)
# ---- isinstance and types
print(isinstance(1, (str, int)), isinstance(True, int), type(1) is int, isinstance([], (list, tuple)), issubclass(bool, int), type(None), type(...), type(len), type(lambda: 0), type(print).__name__)
print(isinstance(1, int | str), isinstance("a", object), type(type(1)), type(NotImplemented).__name__)
