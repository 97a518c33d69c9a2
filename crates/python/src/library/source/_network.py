"""The simulated network: how long an answer takes and what it is follow from the request alone, as in the lab that fetches pages."""
import time as _time

MEAN, SIGMA, ERRORS_IN_A_HUNDRED, SEED = 0.829, 0.8, 2, 7
_MASK = (1 << 64) - 1


class _Pcg32:
    """PCG XSH RR 64/32 (O'Neill, 2014)."""

    def __init__(self, state, stream):
        self._increment = (stream << 1 | 1) & _MASK
        self._state = (state + self._increment) & _MASK
        self._step()

    def _step(self):
        self._state = (self._state * 6364136223846793005 + self._increment) & _MASK

    def fraction(self):
        old = self._state
        self._step()
        mixed, turn = ((old >> 18 ^ old) >> 27) & 0xFFFFFFFF, old >> 59
        return ((mixed >> turn | mixed << (32 - turn)) & 0xFFFFFFFF) / 4294967296.0


def _number(url):
    digits = ""
    for letter in reversed(url):
        if not letter.isdigit():
            break
        digits = letter + digits
    return int(digits) if digits else sum([(place + 1) * ord(letter) for place, letter in enumerate(url)])


def answer(url):
    """Seconds until the answer to a request is there, and whether it is a page."""
    from math import exp
    random = _Pcg32((SEED + _number(url) * 0x9E3779B97F4A7C15) & _MASK, 0x4E37)
    wrong = random.fraction() * 100.0 < ERRORS_IN_A_HUNDRED
    normal = sum([random.fraction() for _ in range(12)]) - 6.0
    return exp(SIGMA * normal - SIGMA * SIGMA / 2.0) * MEAN, not wrong


def fetch(url, limit):
    """Waits as long as the answer takes, at most `limit` seconds; the page as bytes, or TimeoutError, or ConnectionResetError."""
    seconds, is_page = answer(url)
    if limit is not None and seconds >= limit:
        _time.sleep(limit)
        raise TimeoutError("timed out")
    _time.sleep(seconds)
    if not is_page:
        raise ConnectionResetError(104, "Connection reset by peer")
    name = url.rstrip("/").rsplit("/", 1)[-1]
    links = "".join([f'<a href="/{number}">{number}</a>\n' for number in range(_number(url) % 7 + 3)])
    return f"<!doctype html>\n<title>{name}</title>\n{links}".encode()
