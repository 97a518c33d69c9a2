# ---- float methods
print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (255.0).hex(), float.fromhex("0x1.8p+1"))
# ---- decimal
from decimal import Decimal

print(Decimal("0.1") + Decimal("0.2"), Decimal("1.10") * 3, Decimal(10) / Decimal(4), repr(Decimal("2.50")))
print(Decimal("1") / Decimal("3"), Decimal("3.14159").quantize(Decimal("0.01")), Decimal("1.5") > 1, -Decimal("2"))
