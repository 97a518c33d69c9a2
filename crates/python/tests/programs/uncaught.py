# ---- zero division of ints
print("before")
print(1 / 0)
# ---- floor division by zero
7 // 0
# ---- modulo by zero
7 % 0
# ---- divmod by zero
divmod(1, 0)
# ---- float division by zero
1.5 / 0
# ---- float modulo by zero
1.5 % 0.0
# ---- zero to a negative power
0 ** -1
# ---- unknown name
print(undefined_name)
# ---- name close to a known one
account_balance = 3
print(acount_balance)
# ---- local before assignment
def f():
    print(x)
    x = 1


f()
# ---- int of text
int("twelve")
# ---- int with a base
int("19", 8)
# ---- int of a float text
int("1.5")
# ---- float of text
float("abc")
# ---- list index
[1, 2, 3][3]
# ---- tuple index
(1,)[1]
# ---- string index
"abc"[5]
# ---- range index
range(3)[3]
# ---- pop from an empty list
[].pop()
# ---- pop index out of range
[1].pop(4)
# ---- list assignment index
a = [1]
a[2] = 3
# ---- list deletion index
a = [1]
del a[2]
# ---- remove what is not there
[1, 2].remove(3)
# ---- index of what is not there
[1, 2].index(3)
# ---- tuple index of what is not there
(1, 2).index(3)
# ---- substring not found
"abc".index("z")
# ---- missing key
{"a": 1}["b"]
# ---- missing int key
{}[0]
# ---- missing tuple key
{}[(1, 2)]
# ---- dict pop
{}.pop("k")
# ---- dict popitem
{}.popitem()
# ---- set remove
{1, 2}.remove(3)
# ---- set pop
set().pop()
# ---- unhashable list
{[1]: 2}
# ---- unhashable dict in a set
{{}}
# ---- add int and str
1 + "a"
# ---- add str and int
"a" + 1
# ---- add list and tuple
[1] + (2,)
# ---- add None
None + 1
# ---- subtract strings
"a" - "b"
# ---- multiply strings
"a" * "b"
# ---- multiply by float
[1] * 1.5
# ---- compare int and str
1 < "a"
# ---- compare None
None >= 0
# ---- compare lists of mixed
[1, "a"] < [1, 2]
# ---- sort mixed
sorted([1, "a"])
# ---- max of nothing
max([])
# ---- call an int
x = 3
x()
# ---- call None
None()
# ---- subscript an int
x = 3
x[0]
# ---- subscript None
None["a"]
# ---- assign to a tuple's item
t = (1, 2)
t[0] = 3
# ---- assign to a string's item
s = "abc"
s[0] = "z"
# ---- delete a tuple's item
t = (1, 2)
del t[0]
# ---- iterate an int
for x in 5:
    pass
# ---- iterate None
list(None)
# ---- unpack too few
a, b = [1]
# ---- unpack too many
a, b = 1, 2, 3
# ---- unpack star too few
a, b, *c = [1]
# ---- unpack an int
a, b = 5
# ---- len of an int
len(5)
# ---- attribute of None
None.x
# ---- attribute of int
(5).foo
# ---- attribute of str, close
"abc".uper()
# ---- attribute of list
[].push(1)
# ---- attribute of an instance
class Box:
    pass


Box().content
# ---- attribute of an instance, close
class Box:
    def __init__(self):
        self.content = 1


Box().contents
# ---- attribute of a class
class Box:
    pass


Box.size
# ---- attribute of a module
import math

math.squareroot(2)
# ---- set attribute of object
object().x = 1
# ---- slots
class P:
    __slots__ = ("x",)


P().y = 2
# ---- property without setter
class P:
    @property
    def x(self):
        return 1


P().x = 2
# ---- property without deleter
class P:
    @property
    def x(self):
        return 1


del P().x
# ---- missing argument
def f(a, b):
    pass


f(1)
# ---- missing arguments
def f(a, b, c):
    pass


f()
# ---- too many arguments
def f(a):
    pass


f(1, 2)
# ---- too many for a method
class C:
    def m(self):
        pass


C().m(1)
# ---- none taken
def f():
    pass


f(1)
# ---- unexpected keyword
def f(a):
    pass


f(1, b=2)
# ---- multiple values
def f(a):
    pass


f(1, a=2)
# ---- keyword-only missing
def f(*, key):
    pass


f()
# ---- keyword-only given positionally
def f(a, *, key=1):
    pass


f(1, 2)
# ---- positional-only by keyword
def f(a, /):
    pass


f(a=1)
# ---- init missing argument
class Point:
    def __init__(self, x, y):
        pass


Point(1)
# ---- class takes no arguments
class Empty:
    pass


Empty(1)
# ---- abstract class
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        pass


Shape()
# ---- two abstract methods
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        pass

    @abstractmethod
    def name(self):
        pass


Shape()
# ---- assertion without words
assert 1 == 2
# ---- assertion with words
assert len([]) > 0, "nothing here"
# ---- assertion with a tuple
assert False, ("a", 1)
# ---- raise a class
raise ValueError
# ---- raise with words
raise ValueError("wrong", 3)
# ---- raise an int
raise 42
# ---- raise nothing
raise
# ---- raise from
try:
    {}["a"]
except KeyError as error:
    raise RuntimeError("no config") from error
# ---- raise from None
try:
    {}["a"]
except KeyError:
    raise RuntimeError("no config") from None
# ---- raise in except
try:
    1 / 0
except ZeroDivisionError:
    int("x")
# ---- own exception
class OutOfStock(Exception):
    pass


raise OutOfStock("apples")
# ---- own exception without words
class OutOfStock(Exception):
    pass


raise OutOfStock
# ---- own exception with own str
class OutOfStock(Exception):
    def __init__(self, item, left):
        super().__init__(item, left)
        self.item, self.left = item, left

    def __str__(self):
        return f"only {self.left} {self.item} left"


raise OutOfStock("apples", 2)
# ---- exception with a note
error = ValueError("bad")
error.add_note("try again")
raise error
# ---- exception of two lines
raise ValueError("one\ntwo")
# ---- exception group
raise ExceptionGroup("several", [ValueError(1), TypeError("x")])
# ---- key error with words
raise KeyError("a key with 'quotes'")
# ---- stop iteration
next(iter([]))
# ---- stop iteration inside a generator
def g():
    yield 1
    raise StopIteration


for x in g():
    print(x)
# ---- recursion
def f(n):
    return f(n + 1)


f(0)
# ---- import error
import no_such_module_at_all
# ---- not implemented
raise NotImplementedError("later")
# ---- overflow
import math

math.exp(1000)
# ---- overflow of a float power
10.0 ** 400
# ---- int too large for a float
float(10 ** 400)
# ---- domain error
import math

math.sqrt(-1)
# ---- factorial of a negative
import math

math.factorial(-1)
# ---- bytes out of range
bytes([256])
# ---- bytes index assignment
b = b"abc"
b[0] = 1
# ---- chr out of range
chr(-1)
# ---- ord of two
ord("ab")
# ---- decode
b"\xff".decode()
# ---- encode
"é".encode("ascii")
# ---- join ints
",".join([1, 2])
# ---- replace with int
"a".replace("a", 1)
# ---- format spec
f"{'a':d}"
# ---- format spec of float
f"{1.5:d}"
# ---- percent
"%d" % "x"
# ---- percent too few
"%s %s" % "x"
# ---- percent too many
"%s" % (1, 2)
# ---- format index
"{} {}".format(1)
# ---- format key
"{name}".format(other=1)
# ---- slice step zero
[1, 2][::0]
# ---- range step zero
range(1, 2, 0)
# ---- list slice indices
[1, 2]["a":]
# ---- list index type
[1, 2]["a"]
# ---- negative shift
1 << -1
# ---- with on an int
with 5 as x:
    pass
# ---- del undefined
del nothing
# ---- super outside
def f():
    super().x


f()
# ---- next of a list
next([1])
# ---- isinstance with an int
isinstance(1, 2)
# ---- reversed of a set
reversed({1, 2})
# ---- sum of strings
sum(["a", "b"])
# ---- round of a str
round("a")
# ---- abs of a str
abs("a")
# ---- file not found
open("missing.txt")
# ---- enum value
from enum import Enum


class Color(Enum):
    RED = 1


Color(5)
# ---- enum name
from enum import Enum


class Color(Enum):
    RED = 1


Color["BLUE"]
# ---- frozen dataclass
from dataclasses import dataclass


@dataclass(frozen=True)
class P:
    x: int


P(1).x = 2
# ---- dataclass missing
from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: int


P(1)
# ---- named tuple
from collections import namedtuple

P = namedtuple("P", "x y")
P(1)
# ---- deque empty
from collections import deque

deque().popleft()
# ---- json of a set
import json

json.dumps({1})
# ---- exit status
import sys

print("bye")
sys.exit(3)
# ---- exit message
import sys

sys.exit("no input")
# ---- exit none
raise SystemExit
# ---- exit true
raise SystemExit(True)
# ---- not callable attribute
class C:
    x = 1


C().x()
# ---- bad operand
-"a"
# ---- matrix multiply
[1] @ [2]
# ---- in an int
1 in 2
# ---- in a string
1 in "abc"
# ---- await outside the loop
import asyncio


async def main():
    raise ValueError("inside")


asyncio.run(main())
# ---- generator already executing
def g():
    next(me)
    yield


me = g()
next(me)
# ---- send to a fresh generator
def g():
    yield


g().send(1)
# ---- metaclass conflict
class A(type):
    pass


class B(type):
    pass


class X(metaclass=A):
    pass


class Y(X, metaclass=B):
    pass
# ---- mro conflict
class A:
    pass


class B(A):
    pass


class C(A, B):
    pass
# ---- duplicate base
class A:
    pass


class B(A, A):
    pass
# ---- inherit bool
class B(bool):
    pass
# ---- return value of init
class A:
    def __init__(self):
        return 1


A()
# ---- str returns int
class A:
    def __str__(self):
        return 1


str(A())
# ---- bool returns int
class A:
    def __bool__(self):
        return 1


bool(A())
# ---- len negative
class A:
    def __len__(self):
        return -1


len(A())
# ---- iter returns int
class A:
    def __iter__(self):
        return 1


iter(A())
# ---- unhashable own class
class A:
    def __eq__(self, other):
        return True


hash(A())
# ---- from a finally
def f():
    try:
        raise ValueError("a")
    finally:
        raise TypeError("b")


f()
# ---- base exception group with notes
raise BaseExceptionGroup("both", [KeyboardInterrupt(), ValueError("v")])
# ---- lambda missing argument
(lambda a, b: a)(1)
# ---- nested function qualname
def outer():
    def inner(a):
        pass

    inner()


outer()
# ---- method qualname
class Account:
    def deposit(self, amount):
        pass


Account().deposit()
# ---- static method
class A:
    @staticmethod
    def f(a):
        pass


A.f()
# ---- dict changed while iterating
d = {1: 1}
for k in d:
    d[k + 1] = 1
# ---- set changed while iterating
s = {1}
for k in s:
    s.add(k + 1)
# ---- zip strict
list(zip([1], [1, 2], strict=True))
# ---- match args
match 5:
    case str():
        pass
print("no match")
# ---- complex order
1j < 2j
# ---- hex of float
hex(1.5)
# ---- unpack dict into int
f = dict(**{1: 2})
# ---- set attribute of int
(5).x = 3
# ---- an exception that holds what words itself in Python
from typing import NamedTuple


class Seat(NamedTuple):
    number: int


class Named:
    def __repr__(self):
        return "Named()"


try:
    raise KeyError(Named())
except KeyError as error:
    print(error)
assert False, [Seat(1), {"who": Named()}]
# ---- a cause that holds what words itself in Python
class Named:
    def __repr__(self):
        return "Named()"


try:
    raise ValueError(Named(), 1)
except ValueError as error:
    raise RuntimeError({Named(): 1}) from error
# ---- an exception whose words fail
class Broken:
    def __repr__(self):
        raise ValueError("no words")


raise RuntimeError(Broken())
