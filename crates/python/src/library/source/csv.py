"""Comma-separated values."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


class Dialect:
    delimiter, quotechar, doublequote, escapechar = ",", '"', True, None
    skipinitialspace, lineterminator, quoting, strict = False, "\r\n", QUOTE_MINIMAL, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator, quoting = "\n", QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def list_dialects():
    return list(_dialects)


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def register_dialect(name, dialect=None, **fmtparams):
    _dialects[name] = _settings(dialect or excel, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def _settings(dialect, fmtparams):
    base = get_dialect(dialect) if isinstance(dialect, str) else dialect

    class Chosen(Dialect):
        pass

    for name in ("delimiter", "quotechar", "doublequote", "escapechar", "skipinitialspace", "lineterminator", "quoting", "strict"):
        setattr(Chosen, name, getattr(base, name))
    for name, value in fmtparams.items():
        if not hasattr(Chosen, name):
            raise TypeError(f"this function got an unexpected keyword argument {name!r}")
        setattr(Chosen, name, value)
    if not isinstance(Chosen.delimiter, str) or len(Chosen.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return Chosen


class _Reader:
    def __init__(self, lines, dialect):
        self._lines, self.dialect, self.line_num = iter(lines), dialect, 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, quoted, was_quoted, started = [], [], False, False, False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if quoted and started:
                    if d.strict:
                        raise Error("unexpected end of data")
                    break
                if started:
                    break
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            at, end = 0, len(line)
            while at < end:
                c = line[at]
                at += 1
                if quoted:
                    if c == d.quotechar:
                        if d.doublequote and line[at:at + 1] == d.quotechar:
                            field.append(c)
                            at += 1
                        else:
                            quoted = False
                    elif c == d.escapechar and at < end:
                        field.append(line[at])
                        at += 1
                    else:
                        field.append(c)
                elif c == d.delimiter:
                    row.append(self._value(field, was_quoted))
                    field, was_quoted, started = [], False, True
                elif c in "\r\n":
                    rest = line[at:].strip("\r\n")
                    if rest:
                        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                    break
                elif c == d.quotechar and not field and not was_quoted and d.quoting != QUOTE_NONE:
                    quoted = was_quoted = started = True
                elif c == " " and d.skipinitialspace and not field and not was_quoted:
                    started = True
                elif c == d.escapechar and at < end:
                    field.append(line[at])
                    at += 1
                    started = True
                else:
                    if was_quoted and d.strict:
                        raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                    field.append(c)
                    started = True
            if not quoted:
                break
        if started or row or field:
            row.append(self._value(field, was_quoted))
        return row

    def _value(self, field, was_quoted):
        text = "".join(field)
        if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted:
            return float(text)
        return text


def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, _settings(dialect, fmtparams))


class _Writer:
    def __init__(self, csvfile, dialect):
        self._write, self.dialect = csvfile.write, dialect

    def _field(self, value, alone):
        d = self.dialect
        text = "" if value is None else (repr(value) if isinstance(value, float) else str(value))
        special = [d.delimiter, "\r", "\n"] + ([d.quotechar] if d.quotechar else []) + ([d.escapechar] if d.escapechar else [])
        need = any([c in text for c in special]) or any([c in text for c in d.lineterminator])
        if d.quoting == QUOTE_NONE:
            out = []
            for c in text:
                if c in special or c in d.lineterminator:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
                out.append(c)
            return "".join(out)
        numeric = isinstance(value, (int, float))
        if d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not numeric):
            need = True
        if d.quoting == QUOTE_STRINGS and isinstance(value, str) or d.quoting == QUOTE_NOTNULL and value is not None:
            need = True
        if alone and not text:
            need = True
        if text.startswith(" ") and d.delimiter == " ":
            need = True
        if not need:
            return text
        if d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.escapechar:
            text = text.replace(d.quotechar, d.escapechar + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        if not hasattr(row, "__iter__"):
            raise Error(f"iterable expected, not {type(row).__name__}")
        row = list(row)
        return self._write(self.dialect.delimiter.join([self._field(value, len(row) == 1) for value in row]) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect="excel", **fmtparams):
    return _Writer(csvfile, _settings(dialect, fmtparams))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval, self.reader = restkey, restval, reader(f, dialect, *args, **kwds)

    def __iter__(self):
        return self

    @property
    def line_num(self):
        return self.reader.line_num

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        return self._fieldnames

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction, self.writer = extrasaction.lower(), writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(name) for name in wrong]))
        return self.writer.writerow([rowdict.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
