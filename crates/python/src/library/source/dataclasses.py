"""Classes that are mostly fields."""
import _sync


__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict", "astuple", "replace", "is_dataclass", "make_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


class _Factory:
    def __repr__(self):
        return "<factory>"


MISSING = _Missing()
_FACTORY = _Factory()


class KW_ONLY:
    pass


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata, self.kw_only = metadata or {}, kw_only
        self._kind = "field"

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},"
                f"init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r})")


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is(annotation, *names):
    return isinstance(annotation, str) and any([annotation == name or annotation.startswith(name + "[") for name in names])


def _own_fields(cls, kw_only):
    found = []
    for name, annotation in cls.__annotations__.items():
        if annotation is KW_ONLY or _is(annotation, "KW_ONLY", "dataclasses.KW_ONLY"):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else field(default=default)
        one.name, one.type = name, annotation
        if _is(annotation, "ClassVar", "typing.ClassVar") or getattr(annotation, "_is_class_var", False):
            one._kind = "class"
        elif isinstance(annotation, InitVar) or annotation is InitVar or _is(annotation, "InitVar", "dataclasses.InitVar"):
            one._kind = "init"
        if one.kw_only is MISSING:
            one.kw_only = kw_only
        if one._kind == "field" and isinstance(one.default, (list, dict, set)):
            raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
        if isinstance(default, Field):
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
        found.append(one)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__annotations__:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _listed(names):
    quoted = [repr(name) for name in names]
    if len(quoted) == 1:
        return quoted[0]
    return " and ".join(quoted) if len(quoted) == 2 else ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def _make_init(cls, every, frozen, slots):
    wanted = [one for one in every if one.init and one._kind != "class"]
    positional = [one for one in wanted if not one.kw_only]
    keyword_only = [one for one in wanted if one.kw_only]
    where = f"{cls.__qualname__}.__init__()"
    seen_default = None
    for one in positional:
        if one.default is not MISSING or one.default_factory is not MISSING:
            seen_default = one
        elif seen_default is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument {seen_default.name!r}")
    known = {one.name: one for one in wanted}
    required = [one for one in positional if one.default is MISSING and one.default_factory is MISSING]
    put = object.__setattr__

    def __init__(self, /, *args, **kwargs):
        if len(args) > len(positional):
            least, most = len(required) + 1, len(positional) + 1
            takes = str(most) if least == most else f"from {least} to {most}"
            plural = "" if most == 1 and least == most else "s"
            raise TypeError(f"{where} takes {takes} positional argument{plural} but {len(args) + 1} were given")
        given = {one.name: value for one, value in zip(positional, args)}
        for name, value in kwargs.items():
            if name not in known:
                raise TypeError(f"{where} got an unexpected keyword argument {name!r}")
            if name in given:
                raise TypeError(f"{where} got multiple values for argument {name!r}")
            given[name] = value
        missing = [one.name for one in required if one.name not in given]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{where} missing {len(missing)} required positional argument{plural}: {_listed(missing)}")
        missing = [one.name for one in keyword_only
                   if one.name not in given and one.default is MISSING and one.default_factory is MISSING]
        if missing:
            plural = "s" if len(missing) > 1 else ""
            raise TypeError(f"{where} missing {len(missing)} required keyword-only argument{plural}: {_listed(missing)}")
        extra = []
        for one in every:
            if one._kind == "class":
                continue
            if one.init and one.name in given:
                value = given[one.name]
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.default is not MISSING:
                if not one.init and not slots:
                    continue
                value = one.default
            else:
                continue
            if one._kind == "init":
                extra.append(value)
            elif frozen:
                put(self, one.name, value)
            else:
                setattr(self, one.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*extra)

    return __init__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    every = {}
    inherited_frozen = None
    for base in cls.__mro__[-1:0:-1]:
        for name, one in getattr(base, "__dataclass_fields__", {}).items():
            every[name] = one
        if "__dataclass_params__" in base.__dict__:
            inherited_frozen = base.__dict__["__dataclass_params__"]["frozen"]
    if inherited_frozen is not None and inherited_frozen != frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one" if inherited_frozen
                        else "cannot inherit frozen dataclass from a non-frozen one")
    for one in _own_fields(cls, kw_only):
        every[one.name] = one
    cls.__dataclass_fields__ = every
    cls.__dataclass_params__ = {"frozen": frozen, "eq": eq, "order": order}
    ordered = list(every.values())
    real = [one for one in ordered if one._kind == "field"]
    compared = [one.name for one in real if one.compare]
    namespace = cls.__dict__

    def define(name, function):
        if name in namespace:
            return False
        function.__name__ = name
        function.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, function)
        return True

    if init:
        function = _make_init(cls, ordered, frozen, slots)
        function.__qualname__ = f"{cls.__qualname__}.__init__"
        if "__init__" not in namespace:
            cls.__init__ = function
    if repr:
        shown = [one.name for one in real if one.repr]
        running = {}

        def __repr__(self):
            own = running.setdefault(_sync.ident(), [])
            if any([one is self for one in own]):
                return "..."
            own.append(self)
            try:
                return type(self).__qualname__ + "(" + ", ".join([f"{name}={getattr(self, name)!r}" for name in shown]) + ")"
            finally:
                own.pop()

        define("__repr__", __repr__)
    own_eq = "__eq__" in namespace
    own_hash = "__hash__" in namespace and not (own_eq and namespace["__hash__"] is None)

    def values(self):
        return tuple([getattr(self, name) for name in compared])

    if eq:
        def __eq__(self, other):
            if self is other:
                return True
            if type(other) is not type(self):
                return NotImplemented
            return values(self) == values(other)

        define("__eq__", __eq__)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")

        def __lt__(self, other):
            return values(self) < values(other) if type(other) is type(self) else NotImplemented

        def __le__(self, other):
            return values(self) <= values(other) if type(other) is type(self) else NotImplemented

        def __gt__(self, other):
            return values(self) > values(other) if type(other) is type(self) else NotImplemented

        def __ge__(self, other):
            return values(self) >= values(other) if type(other) is type(self) else NotImplemented

        for name, function in (("__lt__", __lt__), ("__le__", __le__), ("__gt__", __gt__), ("__ge__", __ge__)):
            if not define(name, function):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
    if frozen:
        names = {one.name for one in real}

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            object.__setattr__(self, name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            object.__delattr__(self, name)

        for function in (__setattr__, __delattr__):
            if not define(function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    if unsafe_hash or (eq and frozen):
        hashed = [one.name for one in real if (one.compare if one.hash is None else one.hash)]

        def __hash__(self):
            return hash(tuple([getattr(self, name) for name in hashed]))

        if own_hash and unsafe_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        if not own_hash:
            cls.__hash__ = __hash__
    elif eq and not own_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in namespace:
        cls.__match_args__ = tuple([one.name for one in ordered if one.init and not one.kw_only and one._kind != "class"])
    if cls.__dict__.get("__doc__") is None:
        cls.__doc__ = cls.__name__
    return _with_slots(cls, real) if slots else cls


def _with_slots(cls, real):
    inherited = set()
    for base in cls.__mro__[1:]:
        inherited.update(getattr(base, "__slots__", ()))
    names = tuple([one.name for one in real if one.name not in inherited])
    namespace = dict(cls.__dict__)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    namespace["__slots__"] = names
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = cls.__qualname__
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        every = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in every.values() if one._kind == "field"])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def _as_dict(obj, make):
    if _is_instance(obj):
        return make([(one.name, _as_dict(getattr(obj, one.name), make)) for one in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_as_dict(value, make) for value in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_dict(value, make) for value in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as_dict(key, make), _as_dict(value, make)) for key, value in obj.items()])
    from copy import deepcopy
    return deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, make):
    if _is_instance(obj):
        return make([_as_tuple(getattr(obj, one.name), make) for one in fields(obj)])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_as_tuple(value, make) for value in obj])
    if isinstance(obj, dict):
        return type(obj)([(_as_tuple(key, make), _as_tuple(value, make)) for key, value in obj.items()])
    from copy import deepcopy
    return deepcopy(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for one in obj.__dataclass_fields__.values():
        if one._kind == "class":
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if one.name not in changes:
            if one._kind == "init" and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            if one._kind == "field":
                changes[one.name] = getattr(obj, one.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    namespace = dict(namespace or {})
    annotations = {}
    for one in fields:
        if isinstance(one, str):
            annotations[one] = "typing.Any"
        else:
            annotations[one[0]] = one[1]
            if len(one) == 3:
                namespace[one[0]] = one[2]
    namespace["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, namespace), **options)
