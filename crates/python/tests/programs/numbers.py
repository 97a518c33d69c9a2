# ---- big integers
print(2**100, -(3**50), 10**30 // 7, -(10**30) // 7, 10**30 % -7)
print((2**64) >> 3, 1 << 70, -(2**70) >> 69, (2**65) & (2**65 - 1), (2**65) | 1, ~(2**65))
print(int("123456789012345678901234567890"), len(str(7**300)))
# ---- floor division and modulo signs
for a in (7, -7):
    for b in (3, -3):
        print(a // b, a % b, divmod(a, b), a / b)
for a in (7.5, -7.5):
    for b in (2, -2.0):
        print(a // b, a % b, divmod(a, b))
# ---- powers
print(2**10, 2**-1, (-2) ** 3, -(2**2), 2**0.5, (-8) ** (1 / 3), 0**0, 0.0**0)
print(pow(3, 200, 7), pow(3, -1, 11), pow(2, 3))
# ---- float printing
print(0.1, 0.1 + 0.2, 1e16, 1e15, 1e-5, 0.0001, 123456789.123456789, 1e22, 1e23)
print(float("inf"), -float("inf"), float("nan"), -0.0, 5e-324, 1.7976931348623157e308)
print(100.0, 1e100, 3.0e-10, 2.5e-7, 12345678901234567.0)
# ---- float parsing
print(float(" 1.5 "), float("1e3"), float("-.5"), float("1_000.5"), float("Infinity"), float("nAn"))
# ---- int parsing
print(int(" 42 "), int("-0"), int("1_000"), int("0x1f", 16), int("0b101", 0), int("z", 36), int(3.99), int(-3.99))
# ---- rounding
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1234, -2), round(1.5e300))
print(round(7), round(0.5), round(1.005, 2), round(5.015, 2), type(round(2.0, 0)))
# ---- bases
print(bin(10), oct(64), hex(255), hex(-255), bin(-5), f"{255:x} {255:#X} {5:08b} {5:#010b}")
# ---- bit methods
print((1000).bit_length(), (0).bit_length(), (-8).bit_length(), (255).bit_count())
print((1024).to_bytes(2, "big"), int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xff", "little", signed=True))
# ---- complex
z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), z * z, z / 2, (1 + 2j) ** 2, complex("1+2j"), -1j, 0j)
# ---- bool arithmetic
print(True + True, True * 5, sum([True, False, True]), True == 1, isinstance(True, int), -True, ~5, True & False, True ^ True)
# ---- comparison chains
x = 5
print(1 < x < 10, 1 < x > 3, x == 5 == 5.0, 1 < 2 < 3 < 2, not x, x and 3, 0 or "b", None or 0)
# ---- int float equality
print(1 == 1.0, 2**53 == float(2**53), 2**53 + 1 == float(2**53), hash(1) == hash(1.0), 10**20 == 1e20, 1 < 1.5, 3 > 2.9)
# ---- min max sum
print(min(3, 1, 2), max([4, 9, 2]), sum(range(101)), sum([0.1] * 10), sum([1, 2.5]), min("b", "a"), max([], default=0))
print(max(["aa", "b", "cccc"], key=len), min([3, -5, 2], key=abs), sum([[1], [2]], []))
# ---- math module
import math

print(math.pi, math.e, math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.7), math.gcd(12, 18), math.lcm(4, 6))
print(math.factorial(20), math.comb(10, 3), math.perm(5, 2), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.log(8, 2))
print(math.log10(1000), math.log2(8), math.exp(1), math.sin(1), math.cos(0), math.atan2(1, 1), math.degrees(math.pi), math.inf, math.nan)
print(math.isqrt(99), math.prod([1, 2, 3, 4]), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5))
# ---- integer division results
print(7 / 2, 8 / 2, 10**20 / 10**18, 1 / 3, -1 / 3, 2 / 3, 1e308 * 10)
# ---- float special
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], max(nan, 1) != max(nan, 1), 0.0 == -0.0)
# ---- augmented
x = 10
x += 5
x -= 3
x *= 2
x //= 5
x **= 3
x %= 50
x <<= 2
x |= 1
x ^= 3
x &= 62
x >>= 1
x /= 4
print(x)
# ---- abs divmod
print(abs(-5), abs(-2.5), abs(3 - 4j), divmod(17, 5), divmod(-17, 5), divmod(17.5, 5))
# ---- literals
print(0xFF, 0o17, 0b11, 1_000_000, 1e3, 1.5e-3, .5, 5., 0xdead_beef, 10j)
# ---- fibonacci large
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)
# ---- digit sum and palindromes
print(sum(int(d) for d in str(2**200)), [n for n in range(100, 200) if str(n) == str(n)[::-1]])
# ---- collatz
def steps(n):
    count = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        count += 1
    return count


print([steps(n) for n in range(1, 20)], steps(837799))
# ---- gcd by hand
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(1071, 462), gcd(2**80, 6**30), gcd(0, 5))
# ---- primes
def primes(n):
    sieve = [True] * (n + 1)
    for i in range(2, n + 1):
        if sieve[i]:
            yield i
            for j in range(i * i, n + 1, i):
                sieve[j] = False


print(list(primes(60)))
# ---- statistics
import statistics

data = [2, 4, 4, 4, 5, 5, 7, 9]
print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.pstdev(data), statistics.median([1, 2, 3, 4]))
print(round(statistics.stdev(data), 6), statistics.mean([1.5, 2.5]), statistics.variance([1, 2, 3, 4]))
# ---- random seeded
import random

random.seed(1)
print(random.randint(1, 6), random.random(), random.choice("abc"), random.sample(range(10), 3))
items = [1, 2, 3, 4, 5]
random.shuffle(items)
print(items, random.uniform(1, 2), random.randrange(0, 100, 5), random.choices([1, 2, 3], k=4))
# ---- fractions
from fractions import Fraction

print(Fraction(1, 3) + Fraction(1, 6), Fraction(3, -6), Fraction("0.25"), Fraction(1, 3) * 3 == 1, repr(Fraction(2, 4)))
print(Fraction(7, 2) // 1, Fraction(7, 2) % 1, float(Fraction(1, 4)), Fraction(5), Fraction(1, 3) < Fraction(1, 2))
# ---- complex numbers by a specification
for value in (1j, 1234567 + 2j, 1234567.5 - 2j, 3 - 0j, complex("nan"), 1e20 + 1e-7j, -1j, -0.0 + 1j):
    print([format(value, spec) for spec in ("", "_", ",", ".3", "+", ">20", ".2f", "g", "e", "_.2f", "<20,", " ", ".1", "+.2")])
