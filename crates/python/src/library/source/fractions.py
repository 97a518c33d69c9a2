"""Rational numbers, exact."""
import math as _math
import re as _re

_TEXT = _re.compile(r"\s*([-+]?)(\d+)(?:/(\d+)|(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*$")


class Fraction:
    def __init__(self, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, int):
                self._n, self._d = int(numerator), 1
                return
            if isinstance(numerator, Fraction):
                self._n, self._d = numerator._n, numerator._d
                return
            if isinstance(numerator, float):
                self._n, self._d = numerator.as_integer_ratio()
                return
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance or have the as_integer_ratio() method")
            numerator, denominator = _read(numerator)
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            top, bottom = Fraction(numerator), Fraction(denominator)
            numerator, denominator = top._n * bottom._d, top._d * bottom._n
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = _math.gcd(numerator, denominator) * (-1 if denominator < 0 else 1)
        self._n, self._d = numerator // common, denominator // common

    @property
    def numerator(self):
        return self._n

    @property
    def denominator(self):
        return self._d

    @classmethod
    def from_float(cls, value):
        return cls(value)

    def as_integer_ratio(self):
        return self._n, self._d

    def is_integer(self):
        return self._d == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._d <= max_denominator:
            return Fraction(self)
        a, b, c, d = 0, 1, 1, 0
        n, m = self._n, self._d
        while True:
            whole = n // m
            next_d = b + whole * d
            if next_d > max_denominator:
                break
            a, b, c, d = c, d, a + whole * c, next_d
            n, m = m, n - whole * m
        k = (max_denominator - b) // d
        if 2 * m * (b + k * d) <= self._d:
            return Fraction(c, d)
        return Fraction(a + k * c, b + k * d)

    def __repr__(self):
        return f"Fraction({self._n}, {self._d})"

    def __str__(self):
        return str(self._n) if self._d == 1 else f"{self._n}/{self._d}"

    def __hash__(self):
        return hash(self._n) if self._d == 1 else hash((self._n, self._d))

    def __bool__(self):
        return self._n != 0

    def __int__(self):
        return self.__trunc__()

    def __float__(self):
        return self._n / self._d

    def __trunc__(self):
        return -(-self._n // self._d) if self._n < 0 else self._n // self._d

    def __floor__(self):
        return self._n // self._d

    def __ceil__(self):
        return -(-self._n // self._d)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._n, self._d)
            if rest * 2 < self._d or (rest * 2 == self._d and whole % 2 == 0):
                return whole
            return whole + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __neg__(self):
        return Fraction(-self._n, self._d)

    def __pos__(self):
        return Fraction(self)

    def __abs__(self):
        return Fraction(abs(self._n), self._d)

    def __pow__(self, other):
        if isinstance(other, int):
            if other >= 0:
                return Fraction(self._n**other, self._d**other)
            return Fraction(self._d**-other, self._n**-other)
        return float(self) ** float(other)

    def __rpow__(self, other):
        return other**self._n if self._d == 1 else other ** float(self)


def _read(text):
    match = _TEXT.match(text)
    if match is None:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    sign, whole, below, decimals, power = match.groups()
    top, bottom = int(whole), int(below or 1)
    if decimals:
        top, bottom = top * 10 ** len(decimals) + int(decimals), 10 ** len(decimals)
    if power:
        top, bottom = (top * 10 ** int(power), bottom) if int(power) > 0 else (top, bottom * 10 ** -int(power))
    return (-top if sign == "-" else top), bottom


def _operator(name, exact, inexact):
    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a, b if isinstance(b, Fraction) else Fraction(b))
        return inexact(float(a), b) if isinstance(b, float) else NotImplemented

    def backward(b, a):
        if isinstance(a, int):
            return exact(Fraction(a), b)
        return inexact(a, float(b)) if isinstance(a, float) else NotImplemented

    setattr(Fraction, f"__{name}__", forward)
    setattr(Fraction, f"__r{name}__", backward)


def _floor_divmod(a, b):
    whole = (a._n * b._d) // (a._d * b._n)
    return whole, a - b * whole


_operator("add", lambda a, b: Fraction(a._n * b._d + b._n * a._d, a._d * b._d), lambda a, b: a + b)
_operator("sub", lambda a, b: Fraction(a._n * b._d - b._n * a._d, a._d * b._d), lambda a, b: a - b)
_operator("mul", lambda a, b: Fraction(a._n * b._n, a._d * b._d), lambda a, b: a * b)
_operator("truediv", lambda a, b: Fraction(a._n * b._d, a._d * b._n), lambda a, b: a / b)
_operator("floordiv", lambda a, b: (a._n * b._d) // (a._d * b._n), lambda a, b: a // b)
_operator("mod", lambda a, b: _floor_divmod(a, b)[1], lambda a, b: a % b)
_operator("divmod", _floor_divmod, divmod)


def _comparison(name, exact, inexact):
    def compare(a, b):
        if isinstance(b, (int, Fraction)):
            b = Fraction(b)
            return exact(a._n * b._d, b._n * a._d)
        return inexact(float(a), b) if isinstance(b, float) else NotImplemented

    setattr(Fraction, f"__{name}__", compare)


_comparison("eq", lambda a, b: a == b, lambda a, b: a == b)
_comparison("lt", lambda a, b: a < b, lambda a, b: a < b)
_comparison("le", lambda a, b: a <= b, lambda a, b: a <= b)
_comparison("gt", lambda a, b: a > b, lambda a, b: a > b)
_comparison("ge", lambda a, b: a >= b, lambda a, b: a >= b)
