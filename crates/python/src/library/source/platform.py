"""The machine as a program here sees it."""
import sys as _sys


def system():
    return "Linux"


def machine():
    return "x86_64"


def processor():
    return ""


def node():
    return "localhost"


def release():
    return ""


def version():
    return ""


def python_implementation():
    return "CPython"


def python_version():
    return ".".join(map(str, _sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, _sys.version_info[:3]))


def platform(aliased=False, terse=False):
    return "Linux-x86_64"
