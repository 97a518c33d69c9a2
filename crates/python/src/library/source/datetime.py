"""Dates and times: the calendar of Gregory carried on in both directions."""
import time as _time

MINYEAR, MAXYEAR = 1, 9999
_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(year, month):
    return 29 if month == 2 and _leap(year) else _DAYS[month]


# Days are counted from 1970 there, and from the year 1 here.
def _ordinal(year, month, day):
    return _time._day_number(year, month, day) + 719163


def _civil(ordinal):
    return _time._date(ordinal - 719163)


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        whole = (days + weeks * 7) * 86400 + hours * 3600 + minutes * 60 + seconds
        total = round(whole * 1000000) if isinstance(whole, float) else whole * 1000000
        total += round(microseconds + milliseconds * 1000)
        self._set(total)

    def _set(self, total):
        self._total = total
        self.days, rest = divmod(total, 86400000000)
        self.seconds, self.microseconds = divmod(rest, 1000000)
        if abs(self.days) > 999999999:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")
        return self

    def total_seconds(self):
        return self._total / 1000000

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)}" for name in ("days", "seconds", "microseconds") if getattr(self, name)]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        days = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, " if self.days else ""
        return f"{days}{hours}:{minutes:02d}:{seconds:02d}" + (f".{self.microseconds:06d}" if self.microseconds else "")

    def __add__(self, other):
        return _delta(self._total + other._total) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        return _delta(self._total - other._total) if isinstance(other, timedelta) else NotImplemented

    def __mul__(self, other):
        return _delta(round(self._total * other)) if isinstance(other, (int, float)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total / other._total
        return _delta(round(self._total / other))

    def __floordiv__(self, other):
        return self._total // other._total if isinstance(other, timedelta) else _delta(self._total // other)

    def __mod__(self, other):
        return _delta(self._total % other._total)

    def __neg__(self):
        return _delta(-self._total)

    def __abs__(self):
        return _delta(abs(self._total))

    def __bool__(self):
        return self._total != 0

    def __hash__(self):
        return hash(self._total)

    def __eq__(self, other):
        return self._total == other._total if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total < other._total if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total <= other._total if isinstance(other, timedelta) else NotImplemented


def _delta(total):
    return timedelta.__new__(timedelta)._set(total)


class IsoCalendarDate(tuple):
    year, week, weekday = (property(lambda self, index=index: self[index]) for index in range(3))

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    def __init__(self, year, month, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
        if not 1 <= month <= 12:
            raise ValueError(f"month must be in 1..12, not {month}")
        if not 1 <= day <= _length(year, month):
            raise ValueError(f"day {day} must be in range 1..{_length(year, month)} for month {month} in year {year}")
        self.year, self.month, self.day = year, month, day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(719163 + int(timestamp // 86400))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_civil(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            year, month, day = map(int, text.split("-"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(year, month, day)

    def _parts(self):
        return (self.year, self.month, self.day)

    def toordinal(self):
        return _ordinal(self.year, self.month, self.day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isoformat(self):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def replace(self, year=None, month=None, day=None):
        given = zip((year, month, day), self._parts())
        return type(self)(*[part if new is None else new for new, part in given])

    def timetuple(self):
        hour, minute, second = (self._parts() + (0, 0, 0))[3:6]
        yday = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        return _time.struct_time((self.year, self.month, self.day, hour, minute, second, self.weekday(), yday, -1))

    def ctime(self):
        return _time.asctime(self.timetuple())

    def isocalendar(self):
        monday = self.toordinal() - self.weekday()
        year = date.fromordinal(monday + 3).year
        first = _ordinal(year, 1, 4)
        first -= (first + 6) % 7
        return IsoCalendarDate((year, (monday - first) // 7 + 1, self.isoweekday()))

    def strftime(self, format):
        hour, minute, second, micro = (self._parts() + (0, 0, 0, 0))[3:7]
        yday = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        values = _time._values((self.year, self.month, self.day, hour, minute, second, self.weekday(), yday, 0))
        year = f"{self.year:04d}"
        zone, name = self._zone()
        values |= {"Y": year, "F": f"{year}-{values['m']}-{values['d']}", "f": f"{micro:06d}", "z": zone.replace(":", ""), "Z": name}
        return _time._filled(format, values)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.{type(self).__name__}({', '.join(map(str, self._parts()))})"

    def _zone(self):
        return "", ""

    def _moved(self, total):
        return type(self).fromordinal(self.toordinal() + total // 86400000000)

    def _since(self):
        return self.toordinal() * 86400000000

    def __add__(self, other):
        return self._moved(other._total) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other._total)
        return _delta(self._since() - other._since()) if isinstance(other, date) else NotImplemented

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._parts() < other._parts() if isinstance(other, date) else NotImplemented

    def __le__(self, other):
        return self._parts() <= other._parts() if isinstance(other, date) else NotImplemented


class tzinfo:
    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not abs(offset._total) < 86400000000:
            words = "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
            raise ValueError(f"{words}{offset!r}.")
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        self = super().__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __init__(self, offset, name=None):
        pass

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        return self._name if self._name is not None else "UTC" + (_offset(self._offset) if self._offset else "")

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return f"datetime.timezone({self._offset!r}{'' if self._name is None else ', ' + repr(self._name)})"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


timezone.utc = UTC = timezone(timedelta(0))
timezone.min, timezone.max = timezone(-timedelta(hours=23, minutes=59)), timezone(timedelta(hours=23, minutes=59))


def _offset(offset):
    """A distance from UTC, as `+hh:mm`."""
    sign, minutes = "+-"[offset._total < 0], abs(offset._total) // 60000000
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _checked_clock(parts):
    for name, value, end in zip(("hour", "minute", "second", "microsecond"), parts, (23, 59, 59, 999999)):
        if not 0 <= value <= end:
            raise ValueError(f"{name} must be in 0..{end}, not {value}")


def _clock(text):
    """Hour, minute, second, microsecond and the zone of a text such as `12:30:05.25+02:00`."""
    at = max(text.find("+"), text.find("-"), text.find("Z"))
    text, zone = (text, None) if at < 0 else (text[:at], _time._zone(text, at)[0])
    if at >= 0 and zone is None:
        raise ValueError
    clock, _, micro = text.partition(".")
    parts = [int(part) for part in clock.split(":")] if clock else []
    parts = (parts + [0, 0, 0])[:3] + [int(micro[:6].ljust(6, "0")) if micro else 0]
    return parts, None if zone is None else timezone(_delta(zone * 1000000))


class _Clock:
    """What a time of day and a moment have in common."""

    def _digits(self, timespec):
        micro = self.microsecond
        if timespec == "auto":
            timespec = "microseconds" if micro else "seconds"
        forms = {
            "hours": f"{self.hour:02d}", "minutes": f"{self.hour:02d}:{self.minute:02d}",
            "seconds": f"{self.hour:02d}:{self.minute:02d}:{self.second:02d}",
        }
        forms |= {"milliseconds": f"{forms['seconds']}.{micro // 1000:03d}", "microseconds": f"{forms['seconds']}.{micro:06d}"}
        if timespec not in forms:
            raise ValueError("Unknown timespec value")
        return forms[timespec] + self._zone()[0]

    def _zone(self):
        offset = self.utcoffset()
        return ("", "") if offset is None else (_offset(offset), self.tzname() or "")

    def _shown(self, parts):
        parts = list(parts)
        while len(parts) > self._least and not parts[-1]:
            parts.pop()
        parts = list(map(str, parts)) + ([] if self.tzinfo is None else [f"tzinfo={self.tzinfo!r}"])
        return f"datetime.{type(self).__name__}({', '.join(parts)})"

    def _asked(self):
        return self if isinstance(self, datetime) else None

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(self._asked())

    def tzname(self):
        return None if self.tzinfo is None else self.tzinfo.tzname(self._asked())

    def dst(self):
        return None if self.tzinfo is None else self.tzinfo.dst(self._asked())

    def _at(self):
        """The moment without its offset, in microseconds, and whether it has one."""
        offset = self.utcoffset()
        return self._since() - (0 if offset is None else offset._total), offset is not None

    def _compared(self, other, does):
        if not isinstance(other, _Clock) or isinstance(other, datetime) != isinstance(self, datetime):
            return NotImplemented
        (mine, aware), (theirs, as_aware) = self._at(), other._at()
        if aware != as_aware:
            kind = "datetimes" if isinstance(self, datetime) else "times"
            raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
        return does(mine, theirs)

    def __eq__(self, other):
        if not isinstance(other, _Clock) or isinstance(other, datetime) != isinstance(self, datetime):
            return NotImplemented
        return self._at() == other._at()

    def __lt__(self, other):
        return self._compared(other, lambda mine, theirs: mine < theirs)

    def __le__(self, other):
        return self._compared(other, lambda mine, theirs: mine <= theirs)

    def __hash__(self):
        return hash(self._at())


class time(_Clock):
    _least = 2

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _checked_clock((hour, minute, second, microsecond))
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo, self.fold = tzinfo, fold

    @classmethod
    def fromisoformat(cls, text):
        try:
            parts, zone = _clock(text)
            return cls(*parts, zone)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None

    def _since(self):
        return ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond

    def isoformat(self, timespec="auto"):
        return self._digits(timespec)

    __str__ = isoformat

    def __repr__(self):
        return self._shown((self.hour, self.minute, self.second, self.microsecond))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        given = zip((hour, minute, second, microsecond), (self.hour, self.minute, self.second, self.microsecond))
        parts = [part if new is None else new for new, part in given]
        return type(self)(*parts, self.tzinfo if tzinfo is True else tzinfo)

    def strftime(self, format):
        moment = datetime(1900, 1, 1, self.hour, self.minute, self.second, self.microsecond, self.tzinfo)
        return moment.strftime(format)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)


class datetime(_Clock, date):
    _least = 5

    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        date.__init__(self, year, month, day)
        _checked_clock((hour, minute, second, microsecond))
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond
        self.tzinfo, self.fold = tzinfo, fold

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        moment = cls(1970, 1, 1, tzinfo=tz)._moved(round(timestamp * 1000000))
        return moment if tz is None else tz.fromutc(moment)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def fromordinal(cls, n):
        return cls(*_civil(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            day = date.fromisoformat(text[:10])
            parts, zone = _clock(text[11:])
            return cls(day.year, day.month, day.day, *parts, zone)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None

    @classmethod
    def strptime(cls, text, format):
        parts, zone = _time._read(text, format)
        return cls(*parts, None if zone is None else timezone(_delta(zone * 1000000)))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone)

    def _parts(self):
        return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)

    def _since(self):
        return ((self.toordinal() * 24 + self.hour) * 60 + self.minute) * 60000000 + self.second * 1000000 + self.microsecond

    def _moved(self, total):
        days, rest = divmod(self._since() + total, 86400000000)
        seconds, micro = divmod(rest, 1000000)
        return type(self)(*_civil(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, self.tzinfo)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other._total)
        if not isinstance(other, datetime):
            return NotImplemented
        (mine, aware), (theirs, as_aware) = self._at(), other._at()
        if aware != as_aware:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(mine - theirs)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        given = zip((year, month, day, hour, minute, second, microsecond), self._parts())
        parts = [part if new is None else new for new, part in given]
        return type(self)(*parts, self.tzinfo if tzinfo is True else tzinfo)

    def astimezone(self, tz=None):
        tz = timezone(timedelta(0), "UTC") if tz is None else tz
        here = self if self.tzinfo is not None else self.replace(tzinfo=timezone.utc)
        return tz.fromutc(here._moved(-here.utcoffset()._total).replace(tzinfo=tz))

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond)

    def timetz(self):
        return time(self.hour, self.minute, self.second, self.microsecond, self.tzinfo)

    def timestamp(self):
        return (self._at()[0] - 719163 * 86400000000) / 1000000

    def isoformat(self, sep="T", timespec="auto"):
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}{sep}{self._digits(timespec)}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        return self._shown(self._parts())


date.min, date.max = date(1, 1, 1), date(9999, 12, 31)
date.resolution = timedelta(days=1)
time.min, time.max = time(0, 0), time(23, 59, 59, 999999)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
timedelta.min, timedelta.max = timedelta(-999999999), timedelta(days=999999999, seconds=86399, microseconds=999999)
time.resolution = datetime.resolution = timedelta.resolution = timedelta(microseconds=1)
