"""Addresses taken apart and put together."""
from collections import namedtuple as _namedtuple

_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


class ParseResult(_namedtuple("ParseResult", "scheme netloc path params query fragment")):
    __slots__ = ()

    @property
    def hostname(self):
        host = self.netloc.rpartition("@")[2].partition(":")[0]
        return host.lower() or None

    @property
    def port(self):
        port = self.netloc.rpartition("@")[2].partition(":")[2]
        return int(port) if port else None

    def geturl(self):
        return urlunparse(self)


def urlparse(url, scheme="", allow_fragments=True):
    rest, _, fragment = url.partition("#")
    rest, _, query = rest.partition("?")
    if ":" in rest and rest.partition(":")[0].isalnum():
        scheme, _, rest = rest.partition(":")
    netloc = ""
    if rest.startswith("//"):
        netloc, slash, rest = rest[2:].partition("/")
        rest = slash + rest
    return ParseResult(scheme.lower(), netloc, rest, "", query, fragment)


urlsplit = urlparse


def urlunparse(parts):
    scheme, netloc, path, params, query, fragment = parts
    url = path if not netloc else f"//{netloc}{path}"
    url = f"{scheme}:{url}" if scheme else url
    url += f"?{query}" if query else ""
    return url + (f"#{fragment}" if fragment else "")


def quote(string, safe="/"):
    out = []
    for byte in string.encode() if isinstance(string, str) else string:
        letter = chr(byte)
        out.append(letter if letter in _SAFE or letter in safe else f"%{byte:02X}")
    return "".join(out)


def quote_plus(string, safe=""):
    return quote(string, safe + " ").replace(" ", "+")


def unquote(string):
    out, data, at = bytearray(), string.encode(), 0
    while at < len(data):
        if data[at] == 37 and at + 2 < len(data) + 0 and all([chr(one) in "0123456789abcdefABCDEF" for one in data[at + 1:at + 3]]):
            out.append(int(data[at + 1:at + 3].decode(), 16))
            at += 3
        else:
            out.append(data[at])
            at += 1
    return out.decode("utf-8", "replace")


def unquote_plus(string):
    return unquote(string.replace("+", " "))


def urlencode(query, doseq=False):
    pairs = query.items() if hasattr(query, "items") else query
    out = []
    for key, value in pairs:
        for one in value if doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__") else [value]:
            out.append(f"{quote_plus(str(key))}={quote_plus(str(one))}")
    return "&".join(out)


def parse_qsl(qs):
    return [(unquote_plus(part.partition("=")[0]), unquote_plus(part.partition("=")[2])) for part in qs.split("&") if part]


def parse_qs(qs):
    found = {}
    for key, value in parse_qsl(qs):
        found.setdefault(key, []).append(value)
    return found


def urljoin(base, url):
    if urlparse(url).scheme:
        return url
    parts = urlparse(base)
    if url.startswith("/"):
        path = url
    else:
        path = parts.path.rpartition("/")[0] + "/" + url
    return urlunparse((parts.scheme, parts.netloc, path, "", "", ""))
