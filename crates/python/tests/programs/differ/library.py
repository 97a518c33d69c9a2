# ---- hashlib
import hashlib

print(hashlib.md5(b"a").hexdigest(), hashlib.sha256("é".encode()).hexdigest()[:16], hashlib.sha512(b"").hexdigest()[:16], hashlib.sha1(b"x").digest()[:4])
h = hashlib.sha256()
h.update(b"a")
h.update(b"b")
print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), h.name, h.digest_size, hashlib.new("md5", b"a").hexdigest()[:8], hashlib.blake2b(b"abc").hexdigest()[:16], hashlib.sha3_256(b"a").hexdigest()[:8])
# ---- logging
import logging, sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("app")
log.debug("no")
log.info("hello %s", "you")
log.warning("%d left", 3)
try:
    1 / 0
except ZeroDivisionError as error:
    log.error("failed: %s", error)
# ---- pathlib
from pathlib import PurePosixPath, Path

p = PurePosixPath("/a/b") / "c.tar.gz"
print(p, p.name, p.suffix, p.stem, p.parent, p.parts, p.suffixes, p.with_suffix(".x"), p.is_absolute(), repr(p), list(p.parents)[-1])
f = Path("note.txt")
f.write_text("hi")
print(f.read_text(), f.exists(), f.suffix, Path("none").exists())
# ---- inspect
import inspect


def f(a, b=1, *c, d, **e):
    "doc"


print(inspect.signature(f), list(inspect.signature(f).parameters), inspect.isfunction(f), inspect.isclass(int), inspect.getdoc(f), inspect.isgeneratorfunction(f))
# ---- sys
import sys

print(sys.maxsize, sys.argv[0][-10:], sys.version_info >= (3, 9), sys.byteorder, len(sys.path) > 0, sys.getrecursionlimit(), "sys" in sys.modules, sys.getsizeof(1) > 0)
