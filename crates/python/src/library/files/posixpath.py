"""Paths, as text and as files of the run."""
import _store

sep, curdir, pardir, extsep, pathsep, altsep = "/", ".", "..", ".", ":", None


def _text(path):
    from os import fspath
    return fspath(path)


def join(a, *p):
    path = _text(a)
    for part in map(_text, p):
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start, dot = p.rfind("/") + 1, p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def isabs(s):
    return _text(s).startswith("/")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    lead = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not lead and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return lead + "/".join(parts) or "."


def abspath(path):
    return normpath(join("/tmp", path))


realpath = abspath


def exists(path):
    return _store.kind(abspath(path)) != 0


lexists = exists


def isfile(path):
    return _store.kind(abspath(path)) == 1


def isdir(s):
    return _store.kind(abspath(s)) == 2


def getsize(filename):
    if not exists(filename):
        raise FileNotFoundError(2, "No such file or directory", filename)
    return _store.size(abspath(filename))


def expanduser(path):
    return _text(path)


def relpath(path, start=None):
    begin = [part for part in abspath(start or ".").split("/") if part]
    end = [part for part in abspath(path).split("/") if part]
    same = 0
    while same < min(len(begin), len(end)) and begin[same] == end[same]:
        same += 1
    return "/".join([".."] * (len(begin) - same) + end[same:]) or "."
