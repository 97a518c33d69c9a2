"""Bytes as text of sixty-four letters."""
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SAFE = _STANDARD[:62] + b"-_"


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}")


def _encoded(s, letters):
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    out = bytearray()
    for at in range(0, len(s), 3):
        part = bytes(s[at:at + 3])
        number = int.from_bytes(part.ljust(3, b"\0"), "big")
        for shift in (18, 12, 6, 0)[: len(part) + 1]:
            out.append(letters[number >> shift & 63])
        out.extend(b"=" * (3 - len(part)))
    return bytes(out)


class Error(ValueError):
    pass


Error.__module__ = "binascii"
_VALUES = {letter: at for at, letter in enumerate(_STANDARD)}


def b64encode(s, altchars=None):
    return _encoded(s, _STANDARD if altchars is None else _STANDARD[:62] + altchars)


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.replace(altchars[:1], b"+").replace(altchars[1:], b"/")
    letters = [_VALUES[letter] for letter in s if letter in _VALUES]
    if validate and len(letters) != len(s.rstrip(b"=")):
        raise Error("Only base64 data is allowed")
    if len(letters) % 4 == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({len(letters)}) cannot be 1 more than a multiple of 4")
    if len(letters) % 4 and s.count(b"=") < 4 - len(letters) % 4:
        raise Error("Incorrect padding")
    out = bytearray()
    for at in range(0, len(letters), 4):
        part = letters[at:at + 4]
        number = 0
        for value in part + [0] * (4 - len(part)):
            number = number << 6 | value
        out.extend(number.to_bytes(3, "big")[: len(part) - 1])
    return bytes(out)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return _encoded(s, _SAFE)


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).replace(b"-", b"+").replace(b"_", b"/"))


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    return bytes.fromhex(_bytes(s).decode())
