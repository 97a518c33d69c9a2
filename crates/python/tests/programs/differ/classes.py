# ---- dynamic classes
A = type("A", (), {"x": 1, "f": lambda self: self.x})
print(A().f(), A.__name__, A, type(A()), type(type))
# ---- generic protocol dunders
class R:
    def __reversed__(self):
        return iter("cba")

    def __int__(self):
        return 42

    def __float__(self):
        return 1.5

    def __index__(self):
        return 2

    def __round__(self, n=None):
        return f"round {n}"

    def __divmod__(self, o):
        return "dm"

    def __pow__(self, o):
        return "pow"

    def __matmul__(self, o):
        return "mm"

    def __invert__(self):
        return "inv"

    def __enter__(self):
        return 1

    def __delitem__(self, k):
        print("del", k)


r = R()
print(list(reversed(r)), int(r), float(r), [1, 2, 3][r], round(r), round(r, 1), divmod(r, 1), r**2, r @ 1, ~r, hex(r), "ab" * r)
del r["k"]
# ---- qualified names of built-in types
print(type(len).__qualname__)
