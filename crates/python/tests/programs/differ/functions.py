# ---- eval exec
print(eval("1 + 2"), eval("x * 2", {"x": 4}))
ns = {}
exec("y = 3\ndef f(): return y", ns)
print(ns["f"]())
# ---- type hints
from typing import Optional, Union, List, Dict, Callable, Any, TypeVar, Generic, Protocol, NamedTuple

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, v: T) -> None:
        self.v: T = v


class P(NamedTuple):
    x: int
    y: str = "d"


def f(a: Optional[int] = None, b: "Union[int, str]" = 1) -> List[Dict[str, int]]:
    c: int = 3
    return [{"c": c}]


print(Box[int](3).v, P(1), f(), P(1)._asdict(), P.__annotations__ if False else P._fields)
