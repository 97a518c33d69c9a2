"""Shallow and deep copies."""


class Error(Exception):
    pass


error = Error

_ATOMIC = (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, str, bytes, type, range, property,
           type(lambda: 0), type(len))


def copy(x):
    cls = type(x)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if isinstance(x, _ATOMIC) or cls in (tuple, frozenset, slice):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    new = _shell(x)
    if hasattr(x, "__dict__"):
        new.__dict__.update(x.__dict__)
    _slots(x, new, lambda value: value)
    return new


def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    cls = type(x)
    if isinstance(x, _ATOMIC):
        return x
    known = memo.get(id(x))
    if known is not None:
        return known
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        new = own(x, memo)
        memo[id(x)] = new
        return new
    if cls is list:
        new = memo[id(x)] = []
        for value in x:
            new.append(deepcopy(value, memo))
        return new
    if cls is dict:
        new = memo[id(x)] = {}
        for key, value in x.items():
            new[deepcopy(key, memo)] = deepcopy(value, memo)
        return new
    if cls is tuple:
        values = [deepcopy(value, memo) for value in x]
        if id(x) in memo:
            return memo[id(x)]
        new = x if all([a is b for a, b in zip(x, values)]) else tuple(values)
        memo[id(x)] = new
        return new
    if cls in (set, frozenset, bytearray):
        new = memo[id(x)] = cls([deepcopy(value, memo) for value in x]) if cls is not bytearray else bytearray(x)
        return new
    if isinstance(x, BaseException) and not hasattr(cls, "__copy__"):
        new = cls(*deepcopy(x.args, memo))
    else:
        new = _shell(x, lambda value: deepcopy(value, memo))
    memo[id(x)] = new
    if hasattr(x, "__dict__"):
        new.__dict__.update(deepcopy(x.__dict__, memo))
    _slots(x, new, lambda value: deepcopy(value, memo))
    return new


def _refused(x):
    return type(x).__name__ in ("lock", "_RLock", "RLock", "generator", "coroutine", "_io.TextIOWrapper", "module")


def _shell(x, of=lambda value: value):
    cls = type(x)
    if _refused(x):
        raise TypeError(f"cannot pickle '{cls.__module__ + '.' if cls.__module__ != 'builtins' else ''}{cls.__name__}' object")
    if isinstance(x, list):
        new = cls.__new__(cls)
        new.extend([of(value) for value in x])
    elif isinstance(x, dict):
        new = cls.__new__(cls)
        for key, value in dict.items(x):
            dict.__setitem__(new, of(key), of(value))
    elif isinstance(x, set):
        new = cls.__new__(cls)
        new.update([of(value) for value in x])
    elif isinstance(x, tuple):
        new = tuple.__new__(cls, [of(value) for value in x])
    elif isinstance(x, (int, float, str, bytes, frozenset)):
        base = next(one for one in (int, float, str, bytes, frozenset) if isinstance(x, one))
        new = base.__new__(cls, x)
    elif isinstance(x, BaseException):
        new = cls(*x.args)
    else:
        new = object.__new__(cls)
    return new


def _slots(x, new, of):
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                object.__setattr__(new, name, of(getattr(x, name)))


def replace(obj, /, **changes):
    own = getattr(type(obj), "__replace__", None)
    if own is None:
        if hasattr(type(obj), "__dataclass_fields__"):
            from dataclasses import replace
            return replace(obj, **changes)
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return own(obj, **changes)
