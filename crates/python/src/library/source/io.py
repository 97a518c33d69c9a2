"""Streams in memory."""
from _files import open  # the files that live in the run

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


TextIOBase = RawIOBase = BufferedIOBase = IOBase


class StringIO(TextIOBase):
    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._text, self._at = initial_value or "", 0

    def getvalue(self):
        self._check()
        return self._text

    def read(self, size=-1):
        self._check()
        end = len(self._text) if size is None or size < 0 else self._at + size
        part = self._text[self._at:end]
        self._at += len(part)
        return part

    def readline(self, size=-1):
        self._check()
        end = self._text.find("\n", self._at) + 1 or len(self._text)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = self._text[self._at:end]
        self._at += len(part)
        return part

    def write(self, s):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        before = self._text[: self._at].ljust(self._at, "\0")
        self._text = before + s + self._text[self._at + len(s):]
        self._at += len(s)
        return len(s)

    def seek(self, pos, whence=0):
        self._check()
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._at = {0: pos, 1: self._at, 2: len(self._text)}[whence]
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None):
        self._check()
        size = self._at if size is None else size
        self._text = self._text[:size]
        return size


class BytesIO(BufferedIOBase):
    def __init__(self, initial_bytes=b""):
        self._bytes, self._at = bytes(initial_bytes), 0

    def getvalue(self):
        self._check()
        return self._bytes

    def read(self, size=-1):
        self._check()
        end = len(self._bytes) if size is None or size < 0 else self._at + size
        part = self._bytes[self._at:end]
        self._at += len(part)
        return part

    read1 = read

    def readline(self, size=-1):
        self._check()
        end = self._bytes.find(b"\n", self._at) + 1 or len(self._bytes)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        part = self._bytes[self._at:end]
        self._at += len(part)
        return part

    def write(self, b):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        before = self._bytes[: self._at].ljust(self._at, b"\0")
        self._bytes = before + b + self._bytes[self._at + len(b):]
        self._at += len(b)
        return len(b)

    def seek(self, pos, whence=0):
        self._check()
        base = {0: 0, 1: self._at, 2: len(self._bytes)}[whence]
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._at = max(base + pos, 0)
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None):
        self._check()
        size = self._at if size is None else size
        self._bytes = self._bytes[:size]
        return size
