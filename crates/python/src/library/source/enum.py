"""Enumerations."""

__all__ = ["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "EnumMeta", "EnumType", "auto", "unique", "member", "nonmember", "property"]


class auto:
    def __init__(self, value=None):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


def _is_descriptor(value):
    cls = type(value)
    return hasattr(cls, "__get__") or hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__"


class _Names(dict):
    def __init__(self, cls):
        super().__init__()
        self.cls = cls
        self.members = {}
        self.ignored = ()
        self.generate = None
        self.last_values = []

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key == "_generate_next_value_":
                self.generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self.ignored = value
            elif key not in ("_missing_", "_order_", "_value_", "_name_", "_numeric_repr_", "_add_alias_", "_add_value_alias_", "_is_flag_"):
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        elif _is_dunder(key) or key in self.ignored or isinstance(value, nonmember):
            value = value.value if isinstance(value, nonmember) else value
        elif key in self.members:
            raise TypeError(f"{key!r} already defined as {self.members[key]!r}")
        elif key in self:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif isinstance(value, member) or not (_is_descriptor(value) or key.startswith("__") or self._is_inner_class(value)):
            value = value.value if isinstance(value, member) else value
            value = self._numbered(key, value)
            self.members[key] = value
            self.last_values.append(value)
        dict.__setitem__(self, key, value)

    def _is_inner_class(self, value):
        return isinstance(value, type) and value.__qualname__.endswith(f"{self.cls}.{value.__name__}")

    def _numbered(self, key, value):
        if isinstance(value, auto):
            value.value = self.generate(key, 1, len(self.members), list(self.last_values))
            return value.value
        if isinstance(value, tuple) and any([isinstance(one, auto) for one in value]):
            return tuple([self._numbered(key, one) for one in value])
        return value


def _makes(cls):
    return cls is not object and (cls.__module__ == "builtins" or "__new__" in cls.__dict__)


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        names = _Names(cls)
        for base in bases:
            if isinstance(base, EnumMeta):
                names.generate = base._generate_next_value_
                if base._member_map_:
                    raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")
        if names.generate is None:
            names.generate = _next_number
        return names

    def __new__(metacls, cls, bases, names, **kwds):
        members = names.members
        namespace = {key: value for key, value in names.items() if key not in members and key not in names.ignored and key != "_ignore_"}
        data_type = object
        for base in bases:
            for one in base.__mro__:
                if data_type is object and not isinstance(one, EnumMeta) and _makes(one):
                    data_type = one
        own_new = namespace.pop("__new__", None)
        if own_new is None:
            for base in bases:
                for one in base.__mro__:
                    if isinstance(one, EnumMeta) and "_own_new_" in one.__dict__ and one._own_new_ is not None:
                        own_new = one._own_new_
                        break
        if isinstance(own_new, staticmethod):
            own_new = own_new.__func__
        new = super().__new__(metacls, cls, bases, namespace, **kwds)
        for name in ("__repr__", "__str__", "__format__"):
            # A mixed-in type comes first in the order of bases, and its wording is not meant.
            if name not in namespace and bases and getattr(new, name) in (getattr(data_type, name), getattr(object, name)):
                type.__setattr__(new, name, getattr(bases[-1], name))
        new._member_map_ = {}
        new._value2member_map_ = {}
        new._member_names_ = []
        new._member_type_ = data_type
        new._own_new_ = staticmethod(own_new) if own_new is not None else None
        if "_generate_next_value_" in names:
            new._generate_next_value_ = staticmethod(names.generate)
        boundary = hasattr(new, "_is_flag_")
        for name, value in members.items():
            args = value if isinstance(value, tuple) else (value,)
            if own_new is not None:
                one = own_new(new, *args)
                if "_value_" not in one.__dict__:
                    one._value_ = value if data_type is object else data_type(*args)
            elif data_type is object:
                one = object.__new__(new)
                one._value_ = value
            else:
                one = data_type.__new__(new, *args)
                one._value_ = data_type(*args) if isinstance(value, tuple) else (value if data_type is str else data_type(value))
            one._name_ = name
            one.__objclass__ = new
            one._sort_order_ = len(new._member_names_)
            known = None
            for other in new._member_map_.values():
                if other._value_ == one._value_:
                    known = other
            if "__init__" in namespace and known is None or (known is None and _has_init(new)):
                new.__init__(one, *args)
            if known is None:
                for other in new._member_map_.values():
                    if other._value_ == one._value_:
                        known = other
            if known is not None:
                new._member_map_[name] = known
            else:
                new._member_map_[name] = one
                if not boundary or _is_single_bit(one._value_):
                    new._member_names_.append(name)
                try:
                    new._value2member_map_[one._value_] = one
                except TypeError:
                    pass
            type.__setattr__(new, name, new._member_map_[name])
        return new

    def __call__(cls, value=None, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if not cls._member_map_ and names is not None:
            return _functional(cls, value, names, start, type)
        if names is not None:
            value = (value, names, *values)
        return cls._lookup(value)

    def _lookup(cls, value):
        if isinstance(value, cls):
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
        result = cls._missing_(value)
        if isinstance(result, cls):
            return result
        if result is None:
            if not cls._member_map_:
                raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return any([one._value_ == value for one in cls])

    def __getitem__(cls, name):
        return cls._member_map_[name]

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __repr__(cls):
        return f"<flag {cls.__name__!r}>" if hasattr(cls, "_is_flag_") else f"<enum {cls.__name__!r}>"


EnumType = EnumMeta


def _next_number(name, start, count, last_values):
    numbers = [value for value in last_values if isinstance(value, int)]
    return max(numbers) + 1 if numbers else start


def _next_bit(name, start, count, last_values):
    if not count:
        return start if start is not None else 1
    return 2 ** max(last_values).bit_length()


def _is_single_bit(value):
    return not isinstance(value, int) or (value > 0 and value & (value - 1) == 0)


def _has_init(cls):
    for one in cls.__mro__:
        if isinstance(one, EnumMeta) and "__init__" in one.__dict__:
            return True
    return False


def _functional(cls, name, names, start, mixin):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        names = list(names.items())
    bases = (cls,) if mixin is None else (mixin, cls)
    space = EnumMeta.__prepare__(name, bases)
    last = []
    for count, item in enumerate(names):
        if isinstance(item, str):
            item = (item, space.generate(item, start, count, list(last)))
        last.append(item[1])
        space[item[0]] = item[1]
    return EnumMeta(name, bases, space)


class _Fixed(property):
    """A property of members that names the enumeration when somebody assigns to it."""

    def __set_name__(self, owner, name):
        self._owner, self._name = owner, name

    def __set__(self, instance, value):
        raise AttributeError(f"<enum {self._owner.__name__!r}> cannot set attribute {self._name!r}")


class Enum(metaclass=EnumMeta):
    _generate_next_value_ = staticmethod(_next_number)

    @classmethod
    def _missing_(cls, value):
        return None

    @_Fixed
    def name(self):
        return self._name_

    @_Fixed
    def value(self):
        return self._value_

    def __repr__(self):
        shown = repr(self._value_)
        return f"<{type(self).__name__}.{self._name_}: {shown}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str(self).__format__(format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, proto):
        return type(self), (self._value_,)


class IntEnum(int, Enum):
    __eq__ = int.__eq__
    __hash__ = int.__hash__

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(int(self), format_spec)


class StrEnum(str, Enum):
    __eq__ = str.__eq__
    __hash__ = str.__hash__

    def __new__(cls, *values):
        if not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        one = str.__new__(cls, *values)
        one._value_ = str(*values)
        return one

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)


class Flag(Enum):
    _is_flag_ = True
    _generate_next_value_ = staticmethod(_next_bit)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        known = 0
        for one in cls._member_map_.values():
            known |= one._value_
        if value < 0:
            value = known + 1 + value if ~value & ~known == 0 else known & value
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        if value & ~known and cls._member_type_ is object:
            bits = max(known.bit_length(), value.bit_length())
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given {_binary(value, bits)}\n  allowed {_binary(known, bits)}")
        one = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        one._value_ = value
        names = [name for name in cls._member_names_ if cls._member_map_[name]._value_ & value]
        one._name_ = "|".join(names) or None
        if names and value & ~known:
            one._name_ += f"|{value & ~known}"
        cls._value2member_map_[value] = one
        return one

    def __repr__(self):
        if self._name_ is None:
            return f"<{type(self).__name__}: {self._value_!r}>"
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_!r})"
        return f"{type(self).__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {type(self).__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        cls = type(self)
        return iter([cls._member_map_[name] for name in cls._member_names_ if cls._member_map_[name]._value_ & self._value_])

    def __len__(self):
        return sum([1 for _ in iter(self)])

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if type(self)._member_type_ is not object and isinstance(other, int):
            return other
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else type(self)(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        known = 0
        for one in type(self)._member_map_.values():
            known |= one._value_
        return type(self)(known & ~self._value_)


def _binary(value, bits):
    text = bin(value)[2:].rjust(bits, "0")
    return "0b0 " + text


class IntFlag(int, Flag):
    __eq__ = int.__eq__
    __hash__ = int.__hash__
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __contains__ = Flag.__contains__

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, format_spec):
        return int.__format__(int(self), format_spec)


def unique(enumeration):
    duplicates = [(name, one.name) for name, one in enumeration.__members__.items() if name != one.name]
    if duplicates:
        listed = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {enumeration!r}: {listed}")
    return enumeration


property = property
