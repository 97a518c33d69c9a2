"""Values as packed bytes."""
import math as _math


class error(Exception):
    pass


_SIZES = {"b": 1, "B": 1, "?": 1, "c": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8, "e": 2, "f": 4, "d": 8, "x": 1, "s": 1}
_NATIVE = {**_SIZES, "l": 8, "L": 8, "n": 8, "N": 8}
# Bits of exponent and of mantissa.
_FLOATS = {"e": (5, 10), "f": (8, 23), "d": (11, 52)}


def _parts(format):
    if isinstance(format, bytes):
        format = format.decode("ascii")
    order, native, at = "little", True, 0
    if format[:1] in ("@", "=", "<", ">", "!"):
        order, native, at = ("big" if format[0] in ">!" else "little"), format[0] == "@", 1
    sizes, parts, offset = (_NATIVE if native else _SIZES), [], 0
    while at < len(format):
        start = at
        while at < len(format) and format[at].isdigit():
            at += 1
        if at == len(format):
            raise error("repeat count given without format specifier")
        digits, code = format[start:at], format[at]
        at += 1
        if code.isspace():
            continue
        if code not in sizes:
            raise error("bad char in struct format")
        count = int(digits) if digits else 1
        if native and code not in "sxcbB?":
            gap = -offset % sizes[code]
            parts.append(("x", gap, 1))
            offset += gap
        parts.append((code, count, sizes[code]))
        offset += count * sizes[code]
    return order, parts, offset


def calcsize(format):
    return _parts(format)[2]


def _wanted(parts):
    return sum(0 if code == "x" else 1 if code == "s" else count for code, count, _ in parts)


def _integer(code, size, value, order):
    if not isinstance(value, int):
        raise error("required argument is not an integer")
    signed = code.islower()
    low, high = (-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1) if signed else (0, (1 << 8 * size) - 1)
    if not low <= value <= high:
        if size == 1:
            raise error(f"{'byte' if signed else 'ubyte'} format requires {low} <= number <= {high}")
        raise error(f"'{code}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def _float_bits(value, exponent_bits, mantissa_bits):
    sign = 1 if _math.copysign(1.0, value) < 0 else 0
    bias, most = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    if _math.isnan(value):
        exponent, mantissa = most, 1 << mantissa_bits - 1
    elif _math.isinf(value):
        exponent, mantissa = most, 0
    elif value == 0:
        exponent, mantissa = 0, 0
    else:
        fraction, power = _math.frexp(abs(value))
        exponent = power - 1 + bias
        scale = mantissa_bits + 1 if exponent > 0 else mantissa_bits + exponent
        mantissa = round(_math.ldexp(fraction, scale))
        if exponent > 0:
            mantissa -= 1 << mantissa_bits
        else:
            exponent = 0
        if mantissa >> mantissa_bits:
            mantissa, exponent = 0, exponent + 1
        if exponent >= most:
            raise OverflowError("float too large to pack")
    return (sign << exponent_bits | exponent) << mantissa_bits | mantissa


def _bits_float(bits, exponent_bits, mantissa_bits):
    mantissa = bits & (1 << mantissa_bits) - 1
    exponent = bits >> mantissa_bits & (1 << exponent_bits) - 1
    sign = -1.0 if bits >> mantissa_bits + exponent_bits else 1.0
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        return sign * (_math.nan if mantissa else _math.inf)
    if exponent == 0:
        return sign * _math.ldexp(mantissa, 1 - bias - mantissa_bits)
    return sign * _math.ldexp(mantissa + (1 << mantissa_bits), exponent - bias - mantissa_bits)


def _one(code, size, value, order):
    if code == "?":
        return b"\1" if value else b"\0"
    if code == "c":
        if not isinstance(value, bytes) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if code in _FLOATS:
        if not isinstance(value, (int, float)):
            raise error("required argument is not a float")
        return _float_bits(float(value), *_FLOATS[code]).to_bytes(size, order)
    return _integer(code, size, value, order)


def pack(format, *values):
    order, parts, _ = _parts(format)
    wanted = _wanted(parts)
    if len(values) != wanted:
        raise error(f"pack expected {wanted} items for packing (got {len(values)})")
    out, rest = bytearray(), iter(values)
    for code, count, size in parts:
        if code == "x":
            out += bytes(count)
        elif code == "s":
            value = next(rest)
            if not isinstance(value, (bytes, bytearray)):
                raise error("argument for 's' must be a bytes object")
            out += bytes(value)[:count].ljust(count, b"\0")
        else:
            for _ in range(count):
                out += _one(code, size, next(rest), order)
    return bytes(out)


def unpack_from(format, buffer, offset=0):
    order, parts, total = _parts(format)
    data = bytes(buffer)[offset:]
    if len(data) < total:
        raise error(f"unpack_from requires a buffer of at least {total + offset} bytes for unpacking {total} bytes at offset {offset} (actual buffer size is {len(buffer)})")
    values, at = [], 0
    for code, count, size in parts:
        if code == "x":
            at += count
        elif code == "s":
            values.append(data[at:at + count])
            at += count
        else:
            for _ in range(count):
                piece = data[at:at + size]
                at += size
                if code == "c":
                    values.append(piece)
                elif code == "?":
                    values.append(piece != b"\0")
                elif code in _FLOATS:
                    values.append(_bits_float(int.from_bytes(piece, order), *_FLOATS[code]))
                else:
                    values.append(int.from_bytes(piece, order, signed=code.islower()))
    return tuple(values)


def unpack(format, buffer):
    total = calcsize(format)
    if len(buffer) != total:
        raise error(f"unpack requires a buffer of {total} bytes")
    return unpack_from(format, buffer)


def iter_unpack(format, buffer):
    total = calcsize(format)
    if not total or len(buffer) % total:
        raise error(f"iterative unpacking requires a buffer of a multiple of {total} bytes")
    for at in range(0, len(buffer), total):
        yield unpack_from(format, buffer, at)


class Struct:
    def __init__(self, format):
        self.format, self.size = format, calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)
