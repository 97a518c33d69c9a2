"""Classes of letters, and templates."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        text, at = self.template, 0
        while True:
            mark = text.find(self.delimiter, at)
            if mark < 0:
                yield "text", text[at:], at
                return
            yield "text", text[at:mark], at
            rest = mark + 1
            if text[rest:rest + 1] == self.delimiter:
                yield "text", self.delimiter, mark
                at = rest + 1
                continue
            braced = text[rest:rest + 1] == "{"
            start = end = rest + braced
            while end < len(text) and text[end].isascii() and (text[end] == "_" or (text[end].isalnum() and (end > start or text[end].isalpha()))):
                end += 1
            if end == start or (braced and text[end:end + 1] != "}"):
                yield "bad", self.delimiter, mark
                at = rest
                continue
            yield "name", text[start:end], (mark, end + braced)
            at = end + braced

    def _values(self, args, kws):
        values = dict(args[0]) if args else {}
        values.update(kws)
        return values

    def substitute(self, /, *args, **kws):
        values, out = self._values(args, kws), []
        for kind, text, where in self._parts():
            if kind == "bad":
                before = self.template[:where].splitlines(keepends=True)
                line = len(before) or 1
                column = where - len("".join(before[:-1])) + 1 if before else 1
                raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
            out.append(str(values[text]) if kind == "name" else text)
        return "".join(out)

    def safe_substitute(self, /, *args, **kws):
        values, out = self._values(args, kws), []
        for kind, text, where in self._parts():
            if kind == "name":
                out.append(str(values[text]) if text in values else self.template[where[0]:where[1]])
            else:
                out.append(text)
        return "".join(out)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
