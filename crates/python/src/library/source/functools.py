# threadbare: opaque
"""Functions that take or give functions."""
import _sync

_touch = _sync.touch

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)
_MISSING = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        try:
            setattr(wrapper, name, value)
        except (AttributeError, TypeError):
            pass
    for name in updated:
        try:
            getattr(wrapper, name).update(getattr(wrapped, name, {}))
        except AttributeError:
            pass
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


def reduce(function, sequence, initial=_MISSING, /):
    rest = iter(sequence)
    if initial is _MISSING:
        try:
            value = next(rest)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in rest:
        value = function(value, item)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        function = self.func

        def method(self_, /, *args, **keywords):
            return function(self_, *self.args, *args, **{**self.keywords, **keywords})

        return method if obj is None else partial(method, obj)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self._lock = _sync.new("rlock") if _sync.version() < 312 else None

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        # Up to 3.11 a lock that all instances share was held for the whole of it.
        if _sync.version() >= 312:
            return self._get(instance)
        _sync.call(self._lock, "acquire")
        try:
            return self._get(instance)
        finally:
            _sync.call(self._lock, "release")

    def _get(self, instance):
        name = self.attrname
        _sync.point()
        _touch(instance, "read", name, name, True)
        value = instance.__dict__.get(name, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            _touch(instance, "update", name, name, True)
            instance.__dict__[name] = value
        return value


def cmp_to_key(compare):
    class K:
        __slots__ = ["obj"]

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

        def __le__(self, other):
            return compare(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return compare(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def total_ordering(cls):
    roots = [op for op in ("__lt__", "__le__", "__gt__", "__ge__") if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = getattr(cls, "__lt__", None) if "__lt__" in roots else getattr(cls, roots[0])
    name = "__lt__" if "__lt__" in roots else roots[0]

    def known(self, other):
        return root(self, other)

    def derived(needs_equal, negate, join):
        def compare(self, other):
            result = known(self, other)
            if result is NotImplemented:
                return result
            if negate:
                result = not result
            if needs_equal == "or":
                return result or self == other
            if needs_equal == "and":
                return result and self != other
            return result
        return compare

    table = {
        "__lt__": {"__gt__": ("and", True), "__le__": ("or", False), "__ge__": (None, True)},
        "__le__": {"__ge__": ("or", True), "__lt__": ("and", False), "__gt__": (None, True)},
        "__gt__": {"__lt__": ("and", True), "__ge__": ("or", False), "__le__": (None, True)},
        "__ge__": {"__le__": ("or", True), "__gt__": ("and", False), "__lt__": (None, True)},
    }
    for other, (needs_equal, negate) in table[name].items():
        if other not in roots:
            function = derived(needs_equal, negate, None)
            function.__name__ = other
            setattr(cls, other, function)
    return cls


class _CacheInfo(tuple):
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


def _cache_key(args, kwargs, typed):
    key = args
    if kwargs:
        key += (_MISSING,)
        for item in kwargs.items():
            key += item
    if typed:
        key += tuple([type(value) for value in args]) + tuple([type(value) for value in kwargs.values()])
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    if maxsize is not None and not isinstance(maxsize, int):
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize if maxsize is None else max(maxsize, 0), typed)


def cache(function, /):
    return _cached(function, None, False)


def _cached(function, maxsize, typed):
    kept = {}
    counts = [0, 0]
    name = "the cache of " + getattr(function, "__name__", "a function")

    counted = _sync.mentions("cache_info")

    def wrapper(*args, **kwargs):
        key = _cache_key(args, kwargs, typed)
        _touch(kept, "read", name)
        # Counting goes in any order: only who looks at the counts comes before or after it.
        if counted:
            _touch(counts, "read", name)
        value = kept.get(key, _MISSING)
        if value is not _MISSING:
            counts[0] += 1
            if maxsize is not None:
                kept.pop(key, None)
                kept[key] = value
            return value
        counts[1] += 1
        value = function(*args, **kwargs)
        _touch(kept, "update", name)
        if maxsize != 0:
            if maxsize is not None and key not in kept and len(kept) >= maxsize:
                kept.pop(next(iter(kept)), None)
            kept[key] = value
        return value

    def cache_info():
        _touch(counts, "update", name)
        _touch(kept, "read", name)
        return _CacheInfo((counts[0], counts[1], maxsize, len(kept)))

    def cache_clear():
        _touch(kept, "update", name)
        if counted:
            _touch(counts, "update", name)
        kept.clear()
        counts[0] = counts[1] = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        _touch(registry, "read", "a registry")
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return function

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda chosen: register(cls, chosen)
            func = cls
            annotations = getattr(func, "__annotations__", {})
            if not annotations:
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. "
                                "Use either `@register(some_class)` or plain `@register` on an annotated function.")
            cls = next(iter(annotations.values()))
            if isinstance(cls, str):
                from typing import get_type_hints
                cls = next(iter(get_type_hints(func).values()))
        _touch(registry, "update", "a registry")
        for one in (cls,) if isinstance(cls, type) else cls.__args__:
            registry[one] = func
        return func

    def wrapper(*args, **kwargs):
        if not args:
            raise TypeError(f"{function.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, function)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(type(args[0]))
            return chosen.__get__(obj, cls)(*args, **kwargs)

        return method
