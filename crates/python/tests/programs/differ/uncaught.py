# ---- free variable not yet bound
def outer():
    def inner():
        return later

    inner()
    later = 1


outer()
# ---- import name
from math import cosine
# ---- named tuple attribute
from collections import namedtuple

P = namedtuple("P", "x y")
P(1, 2).x = 3
# ---- json
import json

json.loads("{bad")
# ---- keyboard interrupt
raise KeyboardInterrupt
# ---- int limit
int("1" * 5000)
# ---- from bytes
int.from_bytes([300], "big")
