"""Tracebacks as text. The machine words them; this names the ways to ask."""
import sys as _sys
from _traceback import entries as _entries, places as _places, text as _text


class FrameSummary:
    def __init__(self, filename, lineno, name, line):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, i):
        return (self.filename, self.lineno, self.name, self.line)[i]

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def extract_tb(tb, limit=None):
    return [FrameSummary(*entry) for entry in _entries(tb)][:limit]


def _chosen(exc, value):
    return value if value is not None else exc


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    error = _chosen(exc, value)
    return ["NoneType: None\n"] if error is None else _text(error, chain).splitlines(keepends=True)


def format_exception_only(exc, /, value=None):
    error = _chosen(exc, value)
    return ["NoneType: None\n"] if error is None else _text(error, None).splitlines(keepends=True)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_sys.exception(), chain=chain))


def format_tb(tb, limit=None):
    return _places(tb)[:limit]


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), end="", file=_sys.stderr if file is None else file)


def print_exc(limit=None, file=None, chain=True):
    print_exception(_sys.exception(), limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=_sys.stderr if file is None else file)
