# threadbare: opaque
"""JSON."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


def _quoted(text, ascii_only):
    plain = text.isascii() if ascii_only else True
    if plain and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    out = ['"']
    for c in text:
        code = ord(c)
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif code < 32:
            out.append(f"\\u{code:04x}")
        elif code < 127 or not ascii_only:
            out.append(c)
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            out.append(f"\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}")
    out.append('"')
    return "".join(out)


class JSONEncoder:
    item_separator, key_separator = ", ", ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.allow_nan, self.sort_keys = skipkeys, ensure_ascii, allow_nan, sort_keys
        self.check_circular = check_circular
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        out = []
        self._put(o, out, 0, [])
        return "".join(out)

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)

    def _float(self, o):
        if o != o or o in (float("inf"), float("-inf")):
            if not self.allow_nan:
                raise ValueError(f"Out of range float values are not JSON compliant: {o!r}")
            return "NaN" if o != o else ("Infinity" if o > 0 else "-Infinity")
        return float.__repr__(o)

    def _scalar(self, o):
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _put(self, o, out, depth, above):
        scalar = self._scalar(o)
        if scalar is not None:
            out.append(scalar)
            return
        if any([one is o for one in above]):
            raise ValueError("Circular reference detected")
        above = above + [o]
        if isinstance(o, (list, tuple)):
            self._many("[", "]", [(None, value) for value in o], out, depth, above)
        elif isinstance(o, dict):
            items = sorted(o.items()) if self.sort_keys else o.items()
            pairs = []
            for key, value in items:
                if not isinstance(key, str):
                    key_text = self._key(key)
                    if key_text is None:
                        continue
                    key = key_text
                pairs.append((key, value))
            self._many("{", "}", pairs, out, depth, above)
        else:
            self._put(self.default(o), out, depth, above)

    def _key(self, key):
        if isinstance(key, float):
            return self._float(key)
        if key is None or isinstance(key, int):
            return self._scalar(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _many(self, opening, closing, pairs, out, depth, above):
        out.append(opening)
        newline = None if self.indent is None else "\n" + self.indent * (depth + 1)
        for index, (key, value) in enumerate(pairs):
            if index:
                out.append(self.item_separator)
            if newline is not None:
                out.append(newline)
            if key is not None:
                out.append(_quoted(key, self.ensure_ascii))
                out.append(self.key_separator)
            self._put(value, out, depth + 1, above)
        if pairs and newline is not None:
            out.append("\n" + self.indent * depth)
        out.append(closing)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    encoder = JSONEncoder if cls is None else cls
    return encoder(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                   separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int, self.parse_constant = parse_float or float, parse_int or int, parse_constant

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == "{":
            return self._object(s, at + 1)
        if c == "[":
            return self._array(s, at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        if c and c in "-0123456789":
            found = self._number(s, at)
            if found is not None:
                return found
        for word, value in (("NaN", float("nan")), ("Infinity", float("inf")), ("-Infinity", float("-inf"))):
            if s.startswith(word, at):
                return (self.parse_constant(word) if self.parse_constant else value), at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _digits(self, s, at):
        while at < len(s) and s[at] in "0123456789":
            at += 1
        return at

    def _number(self, s, start):
        at = start + (s[start] == "-")
        end = at + 1 if s[at:at + 1] == "0" else self._digits(s, at)
        if end == at:
            return None
        whole = True
        if s[end:end + 1] == ".":
            after = self._digits(s, end + 1)
            if after > end + 1:
                end, whole = after, False
        if s[end:end + 1] in ("e", "E"):
            sign = end + 1 + (s[end + 1:end + 2] in ("+", "-") and s[end + 1:end + 2] != "")
            after = self._digits(s, sign)
            if after > sign:
                end, whole = after, False
        text = s[start:end]
        return (self.parse_int(text) if whole else self.parse_float(text)), end

    def _string(self, s, start):
        parts, at = [], start
        while True:
            stop = at
            while stop < len(s) and s[stop] not in '"\\' and s[stop] >= " ":
                stop += 1
            parts.append(s[at:stop])
            if stop == len(s):
                raise JSONDecodeError("Unterminated string starting at", s, start - 1)
            c = s[stop]
            if c == '"':
                return "".join(parts), stop + 1
            if c != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", s, stop)
                parts.append(c)
                at = stop + 1
                continue
            if stop + 1 == len(s):
                raise JSONDecodeError("Unterminated string starting at", s, start - 1)
            escape = s[stop + 1]
            if escape != "u":
                if escape not in _UNESCAPES:
                    raise JSONDecodeError("Invalid \\escape", s, stop)
                parts.append(_UNESCAPES[escape])
                at = stop + 2
                continue
            code, at = self._code(s, stop + 1)
            if 0xd800 <= code <= 0xdbff and s.startswith("\\u", at):
                low, after = self._code(s, at + 1)
                if 0xdc00 <= low <= 0xdfff:
                    code, at = 0x10000 + ((code - 0xd800) << 10 | low - 0xdc00), after
            parts.append(chr(code))

    def _code(self, s, at):
        digits = s[at + 1:at + 5]
        if len(digits) != 4 or any([c not in "0123456789abcdefABCDEF" for c in digits]):
            raise JSONDecodeError("Invalid \\uXXXX escape", s, at)
        return int(digits, 16), at + 5

    def _array(self, s, at):
        values, at = [], _skip(s, at)
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == "]":
                return values, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, _skip(s, at + 1)
            if s[at:at + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, at):
        pairs, at = [], _skip(s, at)
        if s[at:at + 1] == "}":
            return self._made(pairs), at + 1
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            c = s[at:at + 1]
            if c == "}":
                return self._made(pairs), at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma, at = at, _skip(s, at + 1)
            if s[at:at + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def _skip(s, at):
    while at < len(s) and s[at] in " \t\n\r":
        at += 1
    return at


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    decoder = JSONDecoder if cls is None else cls
    return decoder(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                   object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)
