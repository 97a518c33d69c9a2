# ---- case methods
s = "hello World"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), "ß".upper(), "ß".casefold(), "they're".title())
# ---- strip
print(repr("  a b ".strip()), repr("xxaxx".strip("x")), repr("  a".lstrip()), repr("a  ".rstrip()), "www.x.com".strip("w.moc"))
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "a".removesuffix("b"))
# ---- split
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","))
print("a\nb\r\nc\x0bd".splitlines(), "a\nb\n".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "k".partition("="))
# ---- join and replace
print("-".join("abc"), ", ".join(["x"]), "".join([]), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "a-b".replace("-", ""))
# ---- find and count
s = "banana"
print(s.find("an"), s.rfind("an"), s.find("x"), s.count("a"), s.count("ana"), s.index("n"), s.rindex("n"), s.find("a", 2), s.find("", 10))
print(s.startswith("ba"), s.endswith(("x", "na")), s.startswith("n", 2), "an" in s, "" in s)
# ---- predicates
for s in ("abc", "123", "a1", " ", "", "Abc", "ABC", "½", "x_1", "1x"):
    print(repr(s), s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.islower(), s.isupper(), s.istitle(), s.isidentifier(), s.isnumeric(), s.isdecimal())
# ---- padding
print("[" + "a".center(5) + "]", "a".center(6, "*"), "ab".ljust(5, "."), "ab".rjust(5, "."), "42".zfill(5), "-42".zfill(5), "+1".zfill(4))
# ---- slices
s = "abcdefgh"
print(s[2:5], s[:3], s[-3:], s[::-1], s[::2], s[1:-1:3], s[5:2], s[5:2:-1], s[100:], s[-100:2], s[3], s[-1])
# ---- bytes repr
print(b"abc", b"\x00\xff\n", b"it's", b'"', bytes(3), bytes([65, 66]), bytes("é", "utf-8"), b"a" + b"b", b"ab" * 2, b"abc"[1], b"abc"[1:])
print(b"a,b".split(b","), b"abc".hex(), bytes.fromhex("00ff10"), b"abc".decode(), "é".encode(), list(b"ab"), b"abc".upper(), b"b" in b"abc")
# ---- bytearray
b = bytearray(b"abc")
b[0] = 122
b.append(33)
b.extend(b"xy")
del b[1]
print(b, bytes(b), len(b), b.find(b"x"), b.decode(), b == b"zc!xy", b[::-1])
# ---- fstring basics
name, n = "Ann", 3
print(f"{name} has {n} items, {n * 2 = }, {name!r:>8} {n:03d} {{braces}} {'nested ' + f'{n}'}")
print(f"{n=} {name=} {n!s} {name!a} {n + 1:>5}|{n:<5}|{n:^5}|")
# ---- fstring specs
print(f"{3.14159:.2f} {3.14159:10.3f}| {1234567:,} {1234567.891:,.2f} {0.25:.1%} {1e10:e} {1e10:.3g} {255:#x} {5:b} {-5:+d} {5:+d} {5: d}")
print(f"{'abc':>6}|{'abc':<6}|{'abc':^6}|{'abc':*^7}|{'abcdef':.3}|{True:d}|{True}|{None}|{1.0}|{1e-7}|{12345.678:g}|{1_000_000:_}")
# ---- fstring nested spec
width, precision = 10, 3
print(f"{3.14159:{width}.{precision}f}|{'x':{'*'}^{width}}|{42:0{width}}")
# ---- percent formatting
print("%s %d %5.2f %x %o %e %% %c %r" % ("a", 42, 3.14159, 255, 8, 12345.678, "z", "q"))
print("%-10s|%10s|%05d|%+d|%(k)s" % {"k": 1} if False else "%-10s|%10s|%05d|%+d" % ("ab", "cd", 42, 7), "%(k)s-%(v)d" % {"k": "x", "v": 2})
print("%.3s|%5.1f|%i|%G|%X" % ("abcdef", 2.25, 3.9, 1e-10, 255), "%s" % (1,), "%s" % [1, 2], "%5s%%" % 50)
# ---- format method
print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b!r}".format(a=1, b="x"), "{0[1]} {1.real}".format([5, 6], 3), "{:>5}".format("x"), "{:{w}}".format(1, w=4))
print(format(1234.5, ",.1f"), format("x", ">3"), format(255, "b"), "{:,}".format(10**9), "{!s:*<6}".format(12), "{{}}".format())
# ---- translate
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), "a".translate({97: "long"}), "hello".translate(str.maketrans({"l": None, "o": "0"})))
# ---- multiplication and comparison
print("ab" * 3, 3 * "-", "a" * 0, "a" * -1, "a" < "b", "Z" < "a", "abc" < "abd", "" < "a", "10" < "9", "a" == "a", "ab" > "a")
# ---- iteration
print(list("héllo"), [c for c in "abc" if c != "b"], sorted("hello"), "".join(reversed("abc")), list(enumerate("ab", 1)), dict(zip("ab", [1, 2])))
# ---- string methods on words
text = "the quick brown fox"
print(" ".join(w.capitalize() for w in text.split()), max(text.split(), key=len), {w: len(w) for w in text.split()}, text.title().split())
# ---- caesar
def caesar(text, k):
    out = ""
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            out += chr((ord(c) - base + k) % 26 + base)
        else:
            out += c
    return out


print(caesar("Hello, World!", 3), caesar(caesar("abcXYZ", 5), -5))
# ---- palindromes and anagrams
def clean(s):
    return "".join(c.lower() for c in s if c.isalnum())


for s in ("A man, a plan, a canal: Panama", "nope"):
    print(clean(s), clean(s) == clean(s)[::-1])
print(sorted("listen") == sorted("silent"))
# ---- run lengths
def encode(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{j - i}{s[i]}")
        i = j
    return "".join(out)


print(encode("aaabccdddd"), encode(""), encode("a"))
# ---- textwrap
import textwrap

text = "The quick brown fox jumps over the lazy dog and runs away from it."
print(textwrap.fill(text, 30))
print(textwrap.dedent("    a\n      b\n    c\n"), textwrap.indent("x\ny", "> "), textwrap.shorten(text, 30))
# ---- string module
import string

print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("a bc d"), string.Template("$x and ${y}").substitute(x=1, y=2))
# ---- expandtabs and encode errors
print("a\tb\tc".expandtabs(4), "é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), b"\xff".decode("utf-8", "replace"), "é".encode("latin-1"))
# ---- implicit concatenation
s = "one " "two " f"{1 + 2}"
t = ("a"
     "b")
print(s, t, """multi
line""", 'x' 'y')
# ---- unicode text
s = "naïve café ☃"
print(len(s), s.upper(), s[2], s.find("☃"), s.encode("utf-8"), sorted(set(s))[-3:], ord("☃"), chr(9731), "\N{SNOWMAN}", "ÀÉ".lower())
# ---- building
out = ""
for i in range(5):
    out += str(i)
    copy = out
    out += ","
print(out, copy, out == copy + ",")
parts = []
for i in range(3):
    parts += [str(i)] * i
print("".join(parts))
# ---- a text without places and what has items
class Items:
    def __getitem__(self, at):
        return at


for value in ([], [1], (), {}, {1: 2}, b"", range(2), "x", {1}, None, 1, Items(), Items):
    try:
        print("text" % value)
    except TypeError as error:
        print(error)
try:
    print("%(a)s" % [1])
except TypeError as error:
    print(error)
# ---- bytes that are cut, with limits
print(b"a b c".split(None, 1), b" a  b c ".split(), b" a  b c ".split(maxsplit=1), b" a  b c ".rsplit(None, 1), b"a,b,,c".split(b",", 2), b"a,b,,c".rsplit(b",", maxsplit=2), b"".split(), b"".split(b","), b"a,b".split(b",", 0))
print(b"aaa".replace(b"a", b"b", 1), b"aaa".replace(b"", b"-"), b"aaa".replace(b"", b"-", 2), b"aaa".replace(b"", b"-", 0), b"aaaa".replace(b"aa", b"b"), bytearray(b"x.y").replace(b".", b"!"))
print(b"abcabc".count(b"b", 3), b"abcabc".count(98), b"abc".count(b""), b"abc".count(b"", 4), b"abcabc".count(b"c", 0, 3), b"abcabc".count(b"c", -4, -1))
print(b"abc".startswith(b"b", 1), b"abc".endswith(b"b", 0, 2), b"abc".startswith((b"x", b"a")), b"abc".startswith(b"", 3), b"abc".startswith(b"", 4))
print(b"abcdef".hex("-"), b"abcdef".hex(":", 4), b"abcdef".hex(":", -4), b"abc".hex(b"_", 2), b"".hex("-"))
for wrong in (lambda: b"a".split(b""), lambda: b"a".split("a"), lambda: b"a".startswith("a"), lambda: b"ab".hex("--"), lambda: b"a".split(None, "1"), lambda: b"a".replace(b"a", "b")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# ---- letters of bytes
print(b"hELLO wORLD-x 3a".capitalize(), b"hELLO wORLD-x 3a".title(), b"Ab Cd".istitle(), b"AB".istitle(), b"".istitle(), b"Ab cd".istitle(), b"3A".istitle())
print(b"a\tbc\td\n\te".expandtabs(), b"a\tb".expandtabs(4), b"a\tb".expandtabs(tabsize=0), b"a\tb".expandtabs(-1))
table = bytes.maketrans(b"abc", b"xyz")
print(b"aabbcc-d".translate(table), b"aabbcc".translate(None, b"b"), b"aabbcc".translate(table, delete=b"c"), bytearray(b"abc").translate(table), len(table))
for wrong in (lambda: b"a".translate(b"short"), lambda: bytes.maketrans(b"a", b"bc")):
    try:
        wrong()
    except ValueError as error:
        print(error)
# ---- a bytearray that changes
b = bytearray(b"hello")
b.insert(0, 72); b.insert(-1, 33); b.insert(99, 63); print(b)
print(b.pop(), b.pop(0), b.pop(-2), b)
b.remove(108); print(b, b.copy() == b, b.copy() is b)
b.extend([1, 2]); b.extend(x for x in (3,)); b.extend(b"z"); print(b, bytearray.fromhex("0a ff"))
for wrong in (lambda: b.insert(0, 256), lambda: b.append("a"), lambda: b.extend("a"), lambda: b.extend([300]), lambda: b.remove(7), lambda: b.pop(99), lambda: bytearray().pop()):
    try:
        wrong()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
b.clear(); print(b, len(b))
