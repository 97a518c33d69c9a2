# ---- dynamic classes
A = type("A", (), {"x": 1, "f": lambda self: self.x})
print(A().f(), A.__name__, A, type(A()), type(type))
# ---- generic protocol dunders
class R:
    def __reversed__(self):
        return iter("cba")

    def __int__(self):
        return 42

    def __float__(self):
        return 1.5

    def __index__(self):
        return 2

    def __round__(self, n=None):
        return f"round {n}"

    def __divmod__(self, o):
        return "dm"

    def __pow__(self, o):
        return "pow"

    def __matmul__(self, o):
        return "mm"

    def __invert__(self):
        return "inv"

    def __enter__(self):
        return 1

    def __delitem__(self, k):
        print("del", k)


r = R()
print(list(reversed(r)), int(r), float(r), [1, 2, 3][r], round(r), round(r, 1), divmod(r, 1), r**2, r @ 1, ~r, hex(r), "ab" * r)
del r["k"]
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
print(b.v, hasattr(property, "__get__"), type(print).__name__, type(len).__qualname__)
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
