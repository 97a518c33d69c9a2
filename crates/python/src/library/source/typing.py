"""Type hints in name: nothing here changes how a program runs."""

import builtins as _builtins
from abc import ABCMeta
from sys import modules as _modules

TYPE_CHECKING = False


class _Form:
    def __init__(self, name, args=()):
        self._name, self.__args__ = name, args
        self._is_class_var = name == "ClassVar"

    def __getitem__(self, args):
        return _Form(self._name, args if isinstance(args, tuple) else (args,))

    def __or__(self, other):
        return _Form("Union", (self, other))

    __ror__ = __or__

    def __call__(self, *args, **kwargs):
        return None

    def __mro_entries__(self, bases):
        return (Generic,) if self._name in ("Generic", "Protocol") else ()

    def __eq__(self, other):
        return isinstance(other, _Form) and (self._name, self.__args__) == (other._name, other.__args__)

    def __hash__(self):
        return hash(self._name)

    def __repr__(self):
        if not self.__args__:
            return f"typing.{self._name}"
        return f"typing.{self._name}[{', '.join([_shown(arg) for arg in self.__args__])}]"


def _shown(arg):
    if isinstance(arg, type):
        return arg.__qualname__ if arg.__module__ == "builtins" else f"{arg.__module__}.{arg.__qualname__}"
    return "..." if arg is ... else repr(arg)


(Any, AnyStr, Annotated, AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, ClassVar, Collection, Concatenate, Container,
 Coroutine, Counter, DefaultDict, Deque, Dict, Final, FrozenSet, Generator, Hashable, Iterable, Iterator, List, Literal, LiteralString,
 Mapping, MutableMapping, MutableSequence, MutableSet, Never, NoReturn, NotRequired, Optional, OrderedDict, Required, Reversible, Self,
 Sequence, Set, Sized, SupportsFloat, SupportsInt, Tuple, Type, TypeAlias, TypeGuard, Union, Unpack,
 AbstractSet, AsyncContextManager, BinaryIO, ByteString, ChainMap, ContextManager, IO, ItemsView, KeysView, MappingView, Match, Pattern,
 ReadOnly, SupportsAbs, SupportsBytes, SupportsComplex, SupportsIndex, SupportsRound, TextIO, TypeIs, ValuesView) = map(_Form, (
    "Any AnyStr Annotated AsyncGenerator AsyncIterable AsyncIterator Awaitable Callable ClassVar Collection Concatenate Container "
    "Coroutine Counter DefaultDict Deque Dict Final FrozenSet Generator Hashable Iterable Iterator List Literal LiteralString "
    "Mapping MutableMapping MutableSequence MutableSet Never NoReturn NotRequired Optional OrderedDict Required Reversible Self "
    "Sequence Set Sized SupportsFloat SupportsInt Tuple Type TypeAlias TypeGuard Union Unpack "
    "AbstractSet AsyncContextManager BinaryIO ByteString ChainMap ContextManager IO ItemsView KeysView MappingView Match Pattern "
    "ReadOnly SupportsAbs SupportsBytes SupportsComplex SupportsIndex SupportsRound TextIO TypeIs ValuesView").split())
Text = str


class _Alias:
    def __init__(self, origin, args):
        self.__origin__, self.__args__ = origin, args

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.__origin__, name)

    def __getitem__(self, params):
        return _Alias(self.__origin__, params if isinstance(params, tuple) else (params,))

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        return _Form("Union", (self, other))

    __ror__ = __or__

    def __eq__(self, other):
        return isinstance(other, _Alias) and (self.__origin__, self.__args__) == (other.__origin__, other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __instancecheck__(self, instance):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    __subclasscheck__ = __instancecheck__

    def __repr__(self):
        return f"{_shown(self.__origin__)}[{', '.join([_shown(arg) for arg in self.__args__])}]"


class Generic:
    def __class_getitem__(cls, params):
        return _Alias(cls, params if isinstance(params, tuple) else (params,))


class _ProtocolMeta(ABCMeta):
    def __new__(metacls, name, bases, namespace, **kwds):
        cls = super().__new__(metacls, name, bases, namespace, **kwds)
        cls._is_protocol = not bases or any([base.__dict__.get("_is_root", False) for base in bases])
        return cls

    def __call__(cls, *args, **kwargs):
        if cls._is_protocol:
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if not cls._is_protocol:
            return super().__instancecheck__(instance)
        _allowed(cls)
        return super().__instancecheck__(instance) or all([_has(instance, name) for name in _members(cls)])

    def __subclasscheck__(cls, subclass):
        if not cls._is_protocol or cls in subclass.__mro__:
            return super().__subclasscheck__(subclass)
        _allowed(cls)
        return all([_has(subclass, name) for name in _members(cls)])


def _allowed(cls):
    if not cls.__dict__.get("_is_runtime_protocol", False):
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")


def _has(value, name):
    return getattr(value, name, None) is not None or name in getattr(value, "__dict__", ())


_NOT_MEMBERS = frozenset((
    "__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__slots__", "__init__", "__new__", "__annotations__", "__annotate__",
    "__annotate_func__", "__abstractmethods__", "__parameters__", "__orig_bases__", "__firstlineno__", "__static_attributes__", "__classcell__",
    "__match_args__", "__class_getitem__", "__subclasshook__", "__hash__", "_is_protocol", "_is_runtime_protocol", "_abc_registry",
))


def _members(cls):
    names = []
    for one in cls.__mro__:
        if one.__dict__.get("_is_protocol", False) and not one.__dict__.get("_is_root", False):
            names.extend([name for name in (*one.__dict__, *getattr(one, "__annotations__", ())) if name not in _NOT_MEMBERS])
    return names


class Protocol(Generic, metaclass=_ProtocolMeta):
    _is_root = True


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound

    def __repr__(self):
        return f"~{self.__name__}"

    def __or__(self, other):
        return _Form("Union", (self, other))


class ParamSpec(TypeVar):
    args = kwargs = None


TypeVarTuple = ParamSpec


def NewType(name, tp):
    def identity(value):
        return value

    identity.__name__ = name
    identity.__supertype__ = tp
    return identity


def NamedTuple(typename, fields=(), /, **kwargs):
    from collections import namedtuple
    return namedtuple(typename, [name for name, _ in fields] or list(kwargs))


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, namespace):
        from collections import namedtuple
        annotate = namespace.get("__annotate_func__") or namespace.get("__annotate__")
        annotations = annotate(1) if annotate else namespace.get("__annotations__", {})
        names = list(annotations)
        defaults = [namespace[one] for one in names if one in namespace]
        made = namedtuple(name, names, defaults=defaults)
        for key, value in namespace.items():
            if key not in names and key not in ("__module__", "__qualname__", "__annotations__", "__annotate_func__", "__annotate__", "__dict__", "__weakref__"):
                setattr(made, key, value)
        made.__annotations__ = annotations
        return made


NamedTuple.__mro_entries__ = lambda bases: (_NamedTupleBase,)
_NamedTupleBase = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


class TypedDict(dict):
    def __init_subclass__(cls, total=True, **kwargs):
        pass


def cast(typ, val):
    return val


def overload(func):
    def never(*args, **kwargs):
        raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                                  "outside a stub module should always be followed by an implementation that is not @overload-ed.")

    return never


def final(f):
    return f


def override(f):
    return f


def no_type_check(f):
    return f


def runtime_checkable(cls):
    if not (isinstance(cls, _ProtocolMeta) and cls._is_protocol):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


class _Written:
    """A type as it is written in an annotation that is text."""

    def __init__(self, text, names):
        self.text, self.at, self.names = text, 0, names

    def take(self, mark):
        while self.text[self.at:self.at + 1] == " ":
            self.at += 1
        found = self.text[self.at:self.at + len(mark)] == mark
        self.at += len(mark) if found else 0
        return found

    def whole(self):
        value = self.union()
        if self.at < len(self.text.rstrip()):
            raise SyntaxError(f"Forward reference must be an expression -- got {self.text!r}")
        return value

    def union(self):
        value = self.one()
        while self.take("|"):
            value = value | self.one()
        return value

    def several(self, end):
        values = []
        while not self.take(end):
            values.append(self.union())
            self.take(",")
        return values

    def one(self):
        for quote in ("'", '"'):
            if self.take(quote):
                start, self.at = self.at, self.text.index(quote, self.at) + 1
                inner = self.text[start:self.at - 1]
                return inner if self.quoted else _Written(inner, self.names).whole()
        if self.take("..."):
            return ...
        if self.take("["):
            return self.several("]")
        start = self.at
        while self.text[self.at:self.at + 1].isalnum() or self.text[self.at:self.at + 1] in ("_", ".", "-"):
            self.at += 1
        word = self.text[start:self.at]
        value = self.named(word) if word[:1].isalpha() or word[:1] == "_" else int(word)
        if self.take("["):
            outer, self.quoted = self.quoted, word.rpartition(".")[2] in ("Literal", "Annotated")
            inner = self.several("]")
            self.quoted = outer
            value = value[inner[0] if len(inner) == 1 else tuple(inner)]
        return value

    def named(self, word):
        first, *rest = word.split(".")
        if first in ("None", "True", "False"):
            return {"None": None, "True": True, "False": False}[first]
        if first not in self.names and not hasattr(_builtins, first):
            raise NameError(f"name {first!r} is not defined")
        value = self.names[first] if first in self.names else getattr(_builtins, first)
        for name in rest:
            value = getattr(value, name)
        return value

    quoted = False


def _hint(value, names):
    if isinstance(value, str):
        value = _Written(value, names).whole()
    return type(None) if value is None else value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class and those above it, or of a function, with what is text put into types."""
    hints = {}
    for one in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        if globalns is not None:
            names = globalns
        elif isinstance(one, type):
            names = vars(_modules[one.__module__]) if one.__module__ in _modules else {}
        else:
            names = getattr(one, "__globals__", {})
        own = getattr(one, "__annotations__", None) or {}
        hints |= {name: _hint(value, names | (localns or {})) for name, value in own.items()}
    return hints


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())
