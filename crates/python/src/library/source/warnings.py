"""Warnings: each text of a category is said once, on standard error, without the place that CPython names."""
import sys as _sys

filters = []
_seen = set()


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, "", lineno, append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")
    entry = (action, message, category)
    filters.append(entry) if append else filters.insert(0, entry)


def resetwarnings():
    filters.clear()


def _action(text, category):
    import re
    for action, message, kind in filters:
        if issubclass(category, kind) and re.match(message, text, re.I):
            return action
    # What CPython ignores by default outside of the main program.
    return "ignore" if issubclass(category, (PendingDeprecationWarning, ImportWarning, ResourceWarning)) else "default"


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    category = category or UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    made = message if isinstance(message, Warning) else category(message)
    action = _action(str(made), category)
    if action == "error":
        raise made
    key = (str(made), category)
    if action == "ignore" or (action not in ("always", "all") and key in _seen):
        return
    _seen.add(key)
    if _records:
        _records[-1].append(WarningMessage(made, category))
    else:
        print(f"{category.__name__}: {made}", file=_sys.stderr)


_records = []


class WarningMessage:
    def __init__(self, message, category, filename="", lineno=0, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category

    def __enter__(self):
        self._filters, self._known = filters[:], _seen.copy()
        _seen.clear()
        if self._action is not None:
            simplefilter(self._action, self._category)
        if self._record:
            _records.append([])
            return _records[-1]

    def __exit__(self, *exc_info):
        filters[:] = self._filters
        _seen.clear()
        _seen.update(self._known)
        if self._record:
            _records.pop()
