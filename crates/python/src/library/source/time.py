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


_NUMBERS = {"Y": 4, "y": 2, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "j": 3, "f": 6}
_SAME = {"T": "%H:%M:%S", "R": "%H:%M", "D": "%m/%d/%y", "F": "%Y-%m-%d", "c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _named(text, at, names):
    """Which of some names stands in a text, whatever the case of its letters, and where it ends; the longest counts."""
    fits = [(len(name), index) for index, name in enumerate(names) if text[at:at + len(name)].lower() == name.lower()]
    return (max(fits)[1], at + max(fits)[0]) if fits else (None, at)


def _zone(text, at):
    """An offset from UTC in seconds, as `+hh:mm`, `+hhmm` or `Z`, and where it ends."""
    if text[at:at + 1] == "Z":
        return 0, at + 1
    digits = text[at + 1:at + 6].replace(":", "")[:4]
    if text[at:at + 1] not in ("+", "-") or len(digits) < 4 or not digits.isdigit():
        return None, at
    seconds = int(digits[:2]) * 3600 + int(digits[2:]) * 60
    return seconds if text[at] == "+" else -seconds, at + (6 if text[at + 3:at + 4] == ":" else 5)


def _read(text, format):
    """What a text says by a format, by its letters; also for `datetime`."""
    for letter, same in _SAME.items():
        format = format.replace("%" + letter, same)
    found, at, letters = {}, 0, iter(format)
    wrong = ValueError(f"time data {text!r} does not match format {format!r}")
    for letter in letters:
        if letter.isspace():
            while text[at:at + 1].isspace():
                at += 1
            continue
        letter = next(letters, "") if letter == "%" else "%" + letter
        if letter in _NUMBERS:
            end = at
            while end < at + _NUMBERS[letter] and text[end:end + 1].isdigit():
                end += 1
            value = None if end == at or letter == "Y" and end < at + 4 else text[at:end]
        elif letter in ("A", "a"):
            value, end = _named(text, at, _DAYS if letter == "A" else [day[:3] for day in _DAYS])
        elif letter in ("B", "b"):
            value, end = _named(text, at, _MONTHS if letter == "B" else [month[:3] for month in _MONTHS])
        elif letter == "p":
            value, end = _named(text, at, ("AM", "PM"))
        elif letter == "z":
            value, end = _zone(text, at)
        elif letter == "Z":
            value, end = _named(text, at, ("UTC", "GMT"))
        elif letter == "%" or letter[:1] == "%":
            wanted = letter[-1:]
            value, end = (wanted if text[at:at + 1] == wanted else None), at + 1
        else:
            raise ValueError(f"{letter!r} is a bad directive in format {format!r}")
        if value is None:
            raise wrong
        found[letter], at = value, end
    if at < len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    return _settled(found, wrong)


def _settled(found, wrong):
    """Year, month, day, hour, minute, second and microsecond, and the offset from UTC, if one was told."""
    number = {letter: int(value) for letter, value in found.items() if letter in _NUMBERS and letter != "f"}
    year = number.get("Y", 1900)
    if "y" in number:
        year = number["y"] + (2000 if number["y"] < 69 else 1900)
    month = number.get("m", found.get("B", found.get("b", 0)) + 1)
    hour = number.get("H", 0)
    if "I" in number:
        hour = number["I"] % 12 + 12 * found.get("p", 0)
        if not 1 <= number["I"] <= 12:
            raise wrong
    day, minute, second = number.get("d", 1), number.get("M", 0), number.get("S", 0)
    if "j" in number and "m" not in number:
        year, month, day = _date(_day_number(year, 1, 1) + number["j"] - 1)
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour <= 23 and minute <= 59 and second <= 61):
        raise wrong
    if _date(_day_number(year, month, day)) != (year, month, day):
        raise ValueError("day is out of range for month")
    return (year, month, day, hour, minute, second, int(found.get("f", "0").ljust(6, "0"))), found.get("z")


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    (year, month, day, hour, minute, second, _), _ = _read(string, format)
    number = _day_number(year, month, day)
    yday = number - _day_number(year, 1, 1) + 1
    return struct_time((year, month, day, hour, minute, second, (number + 3) % 7, yday, -1))
