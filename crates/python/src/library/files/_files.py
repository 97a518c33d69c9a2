"""Streams over the files that live in the run."""
import _store
from os import fspath as _fspath
from posixpath import abspath as _abspath, dirname as _dirname

_NOTHING, _FILE, _DIRECTORY = 0, 1, 2


def _unsupported(words):
    from io import UnsupportedOperation
    return UnsupportedOperation(words)


class _Stream:
    def __init__(self, path, name, mode):
        self.name, self.closed = name, False
        self._mode = mode
        self._handle = _store.begin(path, mode)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _reads(self):
        self._check()
        if not self.readable():
            raise _unsupported("not readable" if isinstance(self, TextIOWrapper) else "read")

    def _writes(self):
        self._check()
        if not self.writable():
            raise _unsupported("not writable" if isinstance(self, TextIOWrapper) else "write")

    def readable(self):
        return "r" in self._mode or "+" in self._mode

    def writable(self):
        return "r" not in self._mode or "+" in self._mode

    def seekable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        self._check()
        return 3

    def flush(self):
        self._check()
        _store.flush(self._handle)

    def close(self):
        if not self.closed:
            _store.flush(self._handle)
            self.closed = True

    def tell(self):
        self._check()
        return _store.tell(self._handle)

    def truncate(self, size=None):
        self._writes()
        return _store.truncate(self._handle, -1 if size is None else size)

    def readlines(self, hint=-1):
        self._reads()
        return list(self)

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)


class TextIOWrapper(_Stream):
    def __init__(self, path, name, mode, given, encoding, errors, newline):
        super().__init__(path, name, mode)
        self.mode, self.encoding, self.errors, self.newlines = given, encoding or "UTF-8", errors or "strict", None
        self._newline = newline

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"

    def _decoded(self, data):
        text = data.decode(self.encoding, self.errors)
        return text.replace("\r\n", "\n").replace("\r", "\n") if self._newline is None and "\r" in text else text

    def read(self, size=-1):
        self._reads()
        if size is None or size < 0:
            return self._decoded(_store.read(self._handle, -1))
        return self._decoded(_store.read_letters(self._handle, size))

    def readline(self, size=-1):
        self._reads()
        return self._decoded(_store.read_line(self._handle, -1 if size is None else size))

    def write(self, text):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._writes()
        length = len(text)
        if self._newline not in (None, "", "\n"):
            text = text.replace("\n", self._newline)
        _store.write(self._handle, text.encode(self.encoding, self.errors))
        return length

    def seek(self, offset, whence=0):
        self._check()
        if whence == 0 and offset < 0:
            raise ValueError(f"negative seek position {offset}")
        if whence == 1 and offset:
            raise _unsupported("can't do nonzero cur-relative seeks")
        if whence == 2 and offset:
            raise _unsupported("can't do nonzero end-relative seeks")
        return _store.seek(self._handle, offset, whence)


class _Bytes(_Stream):
    def __init__(self, path, name, mode, given):
        super().__init__(path, name, mode)
        self.mode = "rb+" if "+" in given else given.replace("t", "")

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    def read(self, size=-1):
        self._reads()
        return _store.read(self._handle, -1 if size is None else size)

    def readline(self, size=-1):
        self._reads()
        return _store.read_line(self._handle, -1 if size is None else size)

    def write(self, data):
        self._writes()
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        _store.write(self._handle, data)
        return len(data)

    def seek(self, offset, whence=0):
        self._check()
        if whence == 0 and offset < 0:
            raise OSError(22, "Invalid argument")
        return _store.seek(self._handle, offset, whence)


class BufferedReader(_Bytes):
    pass


class BufferedWriter(_Bytes):
    pass


class BufferedRandom(_Bytes):
    pass


for _class in TextIOWrapper, BufferedReader, BufferedWriter, BufferedRandom:
    _class.__module__ = "_io"


def _checked(mode, encoding, errors, newline):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters = set(mode)
    if letters - set("rwaxbt+") or len(letters) != len(mode):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in letters and "b" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set("rwax")) != 1:
        if len(letters & set("rwax")) > 1:
            raise ValueError("must have exactly one of create/read/write/append mode")
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    if "b" in letters:
        for name, value in ("encoding", encoding), ("errors", errors), ("newline", newline):
            if value is not None:
                kind = "an" if name in ("encoding", "errors") else "a"
                raise ValueError(f"binary mode doesn't take {kind} {name} argument")


def _opened(path, name, mode):
    kind = _store.kind(path)
    if kind == _DIRECTORY:
        raise IsADirectoryError(21, "Is a directory", name)
    if "r" in mode:
        if kind == _NOTHING:
            raise FileNotFoundError(2, "No such file or directory", name)
        return
    if _store.kind(_dirname(path)) != _DIRECTORY:
        raise FileNotFoundError(2, "No such file or directory", name)
    if not _store.make(path, True) and "x" in mode:
        raise FileExistsError(17, "File exists", name)


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    name = _fspath(file)
    _checked(mode, encoding, errors, newline)
    path = _abspath(name)
    _opened(path, name, mode)
    if "b" not in mode:
        return TextIOWrapper(path, name, mode, mode, encoding, errors, newline)
    kind = BufferedRandom if "+" in mode else BufferedReader if "r" in mode else BufferedWriter
    return kind(path, name, mode, mode)
