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

    def replace(self, **changes):
        names = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return type(self)(*[changes.get(name, part) for name, part in zip(names, self._parts())])

    def strftime(self, format):
        hour, minute, second, micro = (self._parts() + (0, 0, 0, 0))[3:7]
        yday = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        values = _time._values((self.year, self.month, self.day, hour, minute, second, self.weekday(), yday, 0))
        year = f"{self.year:04d}"
        values |= {"Y": year, "F": f"{year}-{values['m']}-{values['d']}", "f": f"{micro:06d}", "z": "", "Z": ""}
        return _time._filled(format, values)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = list(self._parts())
        while len(parts) > 5 and not parts[-1]:
            parts.pop()
        return f"datetime.{type(self).__name__}({', '.join(map(str, parts))})"

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


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None):
        super().__init__(year, month, day)
        for name, value, end in ("hour", hour, 23), ("minute", minute, 59), ("second", second, 59), ("microsecond", microsecond, 999999):
            if not 0 <= value <= end:
                raise ValueError(f"{name} must be in 0..{end}, not {value}")
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo = hour, minute, second, microsecond, tzinfo

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time())

    utcnow = now

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        return cls(1970, 1, 1)._moved(round(timestamp * 1000000))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_civil(n))

    @classmethod
    def fromisoformat(cls, text):
        day = date.fromisoformat(text[:10])
        clock, _, micro = text[11:].partition(".")
        return cls(*day._parts(), *[int(part) for part in clock.split(":") if part], *[int(micro.ljust(6, "0"))] if micro else [])

    def _parts(self):
        return (self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond)

    def _since(self):
        return ((self.toordinal() * 24 + self.hour) * 60 + self.minute) * 60000000 + self.second * 1000000 + self.microsecond

    def _moved(self, total):
        days, rest = divmod(self._since() + total, 86400000000)
        seconds, micro = divmod(rest, 1000000)
        return type(self)(*_civil(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro)

    def date(self):
        return date(self.year, self.month, self.day)

    def timestamp(self):
        return (self._since() - 719163 * 86400000000) / 1000000

    def isoformat(self, sep="T"):
        micro = f".{self.microsecond:06d}" if self.microsecond else ""
        return f"{super().isoformat()}{sep}{self.hour:02d}:{self.minute:02d}:{self.second:02d}{micro}"

    def __str__(self):
        return self.isoformat(" ")


date.min, date.max = date(1, 1, 1), date(9999, 12, 31)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
