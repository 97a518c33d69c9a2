"""Data printed over several lines where one is too short."""
import sys as _sys


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return "\n".join(_lines(object, indent, width, sort_dicts, 0, 0))


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(object, indent, width, sort_dicts=sort_dicts), file=stream or _sys.stdout)


def pp(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=False, underscore_numbers=False):
    pprint(object, stream, indent, width, sort_dicts=sort_dicts)


def _plain(object, sort_dicts):
    if type(object) is dict and object:
        pairs = _sorted(object.items()) if sort_dicts else object.items()
        return "{" + ", ".join(f"{_plain(key, sort_dicts)}: {_plain(value, sort_dicts)}" for key, value in pairs) + "}"
    if type(object) is list:
        return "[" + ", ".join(_plain(item, sort_dicts) for item in object) + "]"
    if type(object) is tuple:
        inside = ", ".join(_plain(item, sort_dicts) for item in object)
        return f"({inside},)" if len(object) == 1 else f"({inside})"
    return repr(object)


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(item)), id(item)))


def _lines(object, indent, width, sort_dicts, column, after):
    plain = _plain(object, sort_dicts)
    if len(plain) <= width - column - after or type(object) not in (dict, list, tuple, set, frozenset) or not object:
        return [plain]
    pad = " " * (column + indent)
    if type(object) is dict:
        pairs = _sorted(object.items()) if sort_dicts else list(object.items())
        heads, values, close = [repr(key) + ": " for key, _ in pairs], [value for _, value in pairs], "}"
    else:
        values = _sorted(object) if type(object) in (set, frozenset) else list(object)
        heads, close = [""] * len(values), {list: "]", tuple: ")"}.get(type(object), "}")
        if type(object) is tuple and len(values) == 1:
            close = ",)"
    lines = []
    for at, (head, value) in enumerate(zip(heads, values)):
        last = at == len(values) - 1
        inner = _lines(value, indent, width, sort_dicts, column + indent + len(head), after + len(close) if last else 1)
        inner[0] = pad + head + inner[0]
        inner[-1] += close if last else ","
        lines.extend(inner)
    opening = {"}": "{", "]": "[", ")": "(", ",)": "("}[close] + " " * (indent - 1)
    lines[0] = opening + lines[0][column + indent:]
    return lines
