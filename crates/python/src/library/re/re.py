"""Regular expressions."""
import _re

A = ASCII = 256
I = IGNORECASE = 2
L = LOCALE = 4
M = MULTILINE = 8
S = DOTALL = 16
U = UNICODE = 32
X = VERBOSE = 64
NOFLAG = 0

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error",
    "PatternError", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
]


class PatternError(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        super().__init__(msg)


error = PatternError
PatternError.__module__ = "re"


class Match:
    def __init__(self, pattern, string, pos, endpos, found):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans, self.lastindex = found

    @property
    def lastgroup(self):
        for name, number in self.re.groupindex.items():
            if number == self.lastindex:
                return name
        return None

    @property
    def regs(self):
        return tuple(self._spans)

    def _number(self, group):
        if isinstance(group, str):
            if group in self.re.groupindex:
                return self.re.groupindex[group]
        elif isinstance(group, int) and 0 <= group < len(self._spans):
            return group
        raise IndexError("no such group")

    def _text(self, number, default=None):
        start, end = self._spans[number]
        return default if start < 0 else self.string[start:end]

    def group(self, *groups):
        if len(groups) <= 1:
            return self._text(self._number(groups[0]) if groups else 0)
        return tuple([self._text(self._number(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._number(group))

    def groups(self, default=None):
        return tuple([self._text(number, default) for number in range(1, len(self._spans))])

    def groupdict(self, default=None):
        return {name: self._text(number, default) for name, number in self.re.groupindex.items()}

    def start(self, group=0):
        return self._spans[self._number(group)][0]

    def end(self, group=0):
        return self._spans[self._number(group)][1]

    def span(self, group=0):
        return self._spans[self._number(group)]

    def expand(self, template):
        return _expand(_template(template, self.re), self)

    def __bool__(self):
        return True

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return "<re.Match object; span=%r, match=%.50r>" % (self.span(), self.group())


class Pattern:
    def __init__(self, pattern, flags, program):
        self.pattern = pattern
        self._program, self.groups, names, self.flags = program
        self.groupindex = dict(names)
        if isinstance(pattern, str) and not self.flags & ASCII:
            self.flags |= UNICODE

    def _find(self, string, pos, endpos, mode):
        if isinstance(string, str) != isinstance(self.pattern, str):
            if isinstance(self.pattern, str):
                if not isinstance(string, (bytes, bytearray)):
                    raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)
                raise TypeError("cannot use a string pattern on a bytes-like object")
            if isinstance(string, str):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        length = len(string)
        pos = 0 if pos < 0 else min(pos, length)
        endpos = length if endpos is None else max(0, min(endpos, length))
        if pos > endpos:
            return None
        text = string if isinstance(string, str) else bytes(string).decode("latin-1")
        found = _re.run(self._program, text, pos, endpos, mode)
        return None if found is None else Match(self, string, pos, endpos, found)

    def search(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._find(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=None):
        return iter(list(self._all(string, pos, endpos)))

    def _all(self, string, pos=0, endpos=None):
        # After an empty match the next one may not be empty at the same place.
        mode = 0
        while True:
            found = self._find(string, pos, endpos, mode)
            if found is None:
                return
            yield found
            start, pos = found.span()
            mode = 3 if start == pos else 0

    def findall(self, string, pos=0, endpos=None):
        out = []
        empty = string[:0]
        for found in self._all(string, pos, endpos):
            if self.groups == 0:
                out.append(found.group())
            elif self.groups == 1:
                out.append(found._text(1, empty))
            else:
                out.append(found.groups(empty))
        return out

    def split(self, string, maxsplit=0):
        out = []
        at = 0
        for found in self._all(string):
            if maxsplit and len(out) // (self.groups + 1) >= maxsplit:
                break
            start, end = found.span()
            out.append(string[at:start])
            out.extend(found.groups())
            at = end
        out.append(string[at:])
        return out

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if not callable(repl):
            template = _template(repl, self)
        out = []
        at = made = 0
        for found in self._all(string):
            if count and made >= count:
                break
            start, end = found.span()
            out.append(string[at:start])
            out.append(repl(found) if callable(repl) else _expand(template, found))
            at = end
            made += 1
        out.append(string[at:])
        return string[:0].join(out), made

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        names = []
        rest = self.flags & ~(UNICODE if isinstance(self.pattern, str) else 0)
        for bit, name in ((A, "ASCII"), (I, "IGNORECASE"), (M, "MULTILINE"), (S, "DOTALL"), (X, "VERBOSE")):
            if rest & bit:
                names.append("re." + name)
        text = "%.200r" % (self.pattern,)
        return "re.compile(%s%s)" % (text, ", " + "|".join(sorted(names)) if names else "")


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "\\": "\\"}


def _template(template, pattern):
    """A replacement as a list of texts and group numbers."""
    is_bytes = not isinstance(template, str)
    text = template.decode("latin-1") if is_bytes else template
    parts = []
    literal = []
    at = 0
    while at < len(text):
        letter = text[at]
        if letter != "\\":
            literal.append(letter)
            at += 1
            continue
        if at + 1 >= len(text):
            raise PatternError("bad escape (end of pattern)", template, at)
        following = text[at + 1]
        number = None
        if following == "g":
            if text[at + 2:at + 3] != "<":
                raise PatternError("missing <", template, at + 2)
            close = text.find(">", at)
            if close < 0:
                raise PatternError("missing >, unterminated name", template, at + 3)
            name = text[at + 3:close]
            if not name:
                raise PatternError("missing group name", template, at + 3)
            if name.isdigit():
                number = int(name)
                if number > pattern.groups:
                    raise PatternError("invalid group reference %d" % number, template, at + 3)
            elif name in pattern.groupindex:
                number = pattern.groupindex[name]
            elif not name.isidentifier():
                raise PatternError("bad character in group name %r" % name, template, at + 3)
            else:
                raise IndexError("unknown group name %r" % name)
            at = close + 1
        elif following == "0":
            digits = following
            while len(digits) < 3 and text[at + 1 + len(digits):at + 2 + len(digits)] in tuple("01234567"):
                digits += text[at + 1 + len(digits)]
            literal.append(chr(int(digits, 8) & 255))
            at += 1 + len(digits)
        elif following.isdigit():
            digits = following
            after = text[at + 2:at + 3]
            if after.isdigit():
                digits += after
            number = int(digits)
            if number > pattern.groups:
                raise PatternError("invalid group reference %d" % number, template, at + 1)
            at += 1 + len(digits)
        elif following in _ESCAPES:
            literal.append(_ESCAPES[following])
            at += 2
        elif following.isalpha() and following.isascii():
            raise PatternError("bad escape \\%s" % following, template, at)
        else:
            literal.append("\\" + following)
            at += 2
        if number is not None:
            parts.append("".join(literal))
            parts.append(number)
            literal = []
    parts.append("".join(literal))
    return [part.encode("latin-1") if is_bytes and isinstance(part, str) else part for part in parts]


def _expand(parts, found):
    empty = found.string[:0]
    return empty.join([found._text(part, empty) if isinstance(part, int) else part for part in parts])


_cache = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    flags = int(flags)
    key = type(pattern), pattern, flags
    known = _cache.get(key)
    if known is not None:
        return known
    if isinstance(pattern, str):
        text = pattern
    elif isinstance(pattern, (bytes, bytearray)):
        text = bytes(pattern).decode("latin-1")
    else:
        raise TypeError("first argument must be string or compiled pattern")
    program = _re.compile(text, flags | (0 if isinstance(pattern, str) else ASCII))
    if len(program) == 2:
        raise PatternError(program[0], pattern, program[1])
    made = Pattern(pattern, flags, program)
    _cache[key] = made
    return made


def purge():
    _cache.clear()


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


_SPECIAL = frozenset("()[]{}?*+-|^$\\.&~# \t\n\r\v\f")


def escape(pattern):
    if isinstance(pattern, str):
        return "".join(["\\" + letter if letter in _SPECIAL else letter for letter in pattern])
    return escape(pattern.decode("latin-1")).encode("latin-1")
