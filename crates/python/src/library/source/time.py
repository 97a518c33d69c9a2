"""Moments in words and parts; clocks and sleep are the machine's own. There is one time zone here, UTC."""
from _time import *

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    tm_zone, tm_gmtoff = "UTC", 0

    def __new__(cls, parts):
        parts = tuple(parts)
        if len(parts) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(parts)}-sequence given)")
        return super().__new__(cls, parts[:9])

    def __repr__(self):
        return f"time.struct_time({', '.join(f'{name}={part}' for name, part in zip(_FIELDS, self))})"


for _index, _name in enumerate(_FIELDS):
    setattr(struct_time, _name, property(lambda self, index=_index: self[index]))


def _days_before(year):
    """Days from the first of March of year 0 to that of `year`, in the calendar of Gregory."""
    return 365 * year + year // 4 - year // 100 + year // 400


def _day_number(year, month, day):
    """Days since 1970-01-01. Years begin in March here, so that the odd day is their last."""
    month, year = (month + 9) % 12, year + (month - 3) // 12
    return _days_before(year) + (month * 306 + 5) // 10 + day - 1 - 719468


def _date(number):
    """The year, month and day of a number of days since 1970-01-01."""
    number += 719468
    year = number * 400 // 146097
    while _days_before(year) > number:
        year -= 1
    while _days_before(year + 1) <= number:
        year += 1
    left = number - _days_before(year)
    month = (left * 10 + 5) // 306
    day = left - (month * 306 + 5) // 10 + 1
    return year + month // 10, (month + 2) % 12 + 1, day


def gmtime(secs=None, /):
    days, left = divmod(int((time() if secs is None else secs) // 1), 86400)
    year, month, day = _date(days)
    yday = days - _day_number(year, 1, 1) + 1
    return struct_time((year, month, day, left // 3600, left // 60 % 60, left % 60, (days + 3) % 7, yday, 0))


def localtime(secs=None, /):
    return gmtime(secs)


def mktime(parts, /):
    year, month, day, hour, minute, second = parts[:6]
    return float(_day_number(year, month, day) * 86400 + hour * 3600 + minute * 60 + second)


def asctime(parts=None, /):
    parts = localtime() if parts is None else struct_time(parts)
    return f"{_DAYS[parts[6]][:3]} {_MONTHS[parts[1] - 1][:3]} {parts[2]:2d} {parts[3]:02d}:{parts[4]:02d}:{parts[5]:02d} {parts[0]}"


def ctime(secs=None, /):
    return asctime(localtime(secs))


def strftime(format, parts=None, /):
    return _filled(format, _values(localtime() if parts is None else struct_time(parts)))


def _values(parts):
    """What each letter of a format stands for; also for `datetime`."""
    year, month, day, hour, minute, second, weekday, yday, _ = parts
    values = {
        "Y": f"{year}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "d": f"{day:02d}", "e": f"{day:2d}",
        "H": f"{hour:02d}", "I": f"{(hour - 1) % 12 + 1:02d}", "M": f"{minute:02d}", "S": f"{second:02d}",
        "p": "PM" if hour >= 12 else "AM", "B": _MONTHS[month - 1], "b": _MONTHS[month - 1][:3], "h": _MONTHS[month - 1][:3],
        "A": _DAYS[weekday], "a": _DAYS[weekday][:3], "j": f"{yday:03d}", "w": str((weekday + 1) % 7), "u": str(weekday + 1),
        "Z": "UTC", "z": "+0000", "n": "\n", "t": "\t", "%": "%",
    }
    values |= {
        "F": f"{year}-{values['m']}-{values['d']}", "T": f"{values['H']}:{values['M']}:{values['S']}",
        "R": f"{values['H']}:{values['M']}", "D": f"{values['m']}/{values['d']}/{values['y']}",
        "s": str(int(mktime(parts))), "c": asctime(parts),
    }
    return values | {"x": values["D"], "X": values["T"]}


def _filled(format, values):
    out, letters = [], iter(format)
    for letter in letters:
        if letter == "%":
            letter = next(letters, "")
            letter = values.get(letter, "%" + letter)
        out.append(letter)
    return "".join(out)
