"""Context variables: each thread has a context of its own."""
import _sync
import threading as _threading

_missing = object()
_contexts = {}


def _current():
    return _contexts.setdefault(_threading.get_ident(), Context())


class Token:
    MISSING = _missing

    def __init__(self, var, old):
        self.var, self.old_value, self._used = var, old, False


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name, self._default = name, default

    @property
    def name(self):
        return self._name

    def get(self, default=_missing):
        value = _current()._values.get(self, default)
        if value is _missing:
            value = self._default
        if value is _missing:
            raise LookupError(self)
        return value

    def set(self, value):
        context = _current()
        _sync.touch(context, "update", "a context")
        values = context._values
        token = Token(self, values.get(self, _missing))
        values[self] = value
        return token

    def reset(self, token):
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        token._used = True
        _sync.touch(_current(), "update", "a context")
        if token.old_value is _missing:
            _current()._values.pop(self, None)
        else:
            _current()._values[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"


class Context:
    def __init__(self):
        self._values, self._entered = {}, False

    def run(self, callable, *args, **kwargs):
        _sync.touch(self, "update", "a context", "_entered")
        if self._entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        me, before = _threading.get_ident(), _current()
        self._entered, _contexts[me] = True, self
        try:
            return callable(*args, **kwargs)
        finally:
            _sync.touch(self, "update", "a context", "_entered")
            self._entered, _contexts[me] = False, before

    def copy(self):
        _sync.touch(self, "read", "a context")
        new = Context()
        new._values = dict(self._values)
        return new

    def get(self, var, default=None):
        _sync.touch(self, "read", "a context")
        return self._values.get(var, default)

    def __getitem__(self, var):
        _sync.touch(self, "read", "a context")
        return self._values[var]

    def __contains__(self, var):
        _sync.touch(self, "read", "a context")
        return var in self._values

    def __iter__(self):
        _sync.touch(self, "read", "a context")
        return iter(self._values)

    def __len__(self):
        _sync.touch(self, "read", "a context")
        return len(self._values)

    def keys(self):
        _sync.touch(self, "read", "a context")
        return self._values.keys()

    def values(self):
        _sync.touch(self, "read", "a context")
        return self._values.values()

    def items(self):
        _sync.touch(self, "read", "a context")
        return self._values.items()


def copy_context():
    return _current().copy()
