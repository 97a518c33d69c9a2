"""What a program asks of the system: a small tree of files that lives in the run."""
from _os import *
from _os import _exit
import _store
import _sync

error = OSError
curdir, pardir, extsep, pathsep = ".", "..", ".", ":"


class PathLike:
    pass


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    ask = getattr(type(path), "__fspath__", None)
    if ask is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return ask(path)


def fsdecode(name):
    name = fspath(name)
    return name.decode() if isinstance(name, bytes) else name


def getenv(key, default=None):
    _sync.touch(environ, "read", "os.environ", 0, 1)
    return environ.get(key, default)


def getcwd():
    return "/tmp"


import posixpath as path


def fork():
    raise NotImplementedError("os.fork starts a process, which does not run here: use threading.Thread.")


def _found(name):
    whole = path.abspath(fspath(name))
    kind = _store.kind(whole)
    if not kind:
        raise FileNotFoundError(2, "No such file or directory", name)
    return whole, kind


def remove(path):
    whole, kind = _found(path)
    if kind == 2:
        raise IsADirectoryError(21, "Is a directory", path)
    if not _store.remove(whole):
        raise FileNotFoundError(2, "No such file or directory", path)


unlink = remove


def rename(src, dst):
    whole, _ = _found(src)
    _store.rename(whole, path.abspath(fspath(dst)))


replace = rename


def listdir(path="."):
    whole, kind = _found(path)
    if kind != 2:
        raise NotADirectoryError(20, "Not a directory", path)
    return _store.names(whole)


def mkdir(path, mode=0o777):
    from posixpath import abspath, dirname
    whole = abspath(fspath(path))
    if _store.kind(dirname(whole)) != 2:
        raise FileNotFoundError(2, "No such file or directory", path)
    if not _store.make(whole, False):
        raise FileExistsError(17, "File exists", path)


def makedirs(name, mode=0o777, exist_ok=False):
    from posixpath import abspath, dirname
    whole = abspath(fspath(name))
    if _store.kind(dirname(whole)) == 0:
        makedirs(dirname(whole), mode, True)
    if not _store.make(whole, False) and not (exist_ok and _store.kind(whole) == 2):
        raise FileExistsError(17, "File exists", name)


def rmdir(path):
    whole, kind = _found(path)
    if kind != 2:
        raise NotADirectoryError(20, "Not a directory", path)
    if _store.names(whole):
        raise OSError(39, "Directory not empty", path)
    _store.remove(whole)


def walk(top, topdown=True, onerror=None, followlinks=False):
    try:
        names = listdir(top)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def urandom(size, /):
    import random
    return random.Random().randbytes(size)


def sched_getaffinity(pid, /):
    return set(range(cpu_count()))


def sysconf(name):
    known = {"SC_PAGESIZE": 4096, "SC_PAGE_SIZE": 4096, "SC_NPROCESSORS_CONF": cpu_count(), "SC_NPROCESSORS_ONLN": cpu_count()}
    if name not in known:
        raise ValueError("unrecognized configuration name")
    return known[name]
