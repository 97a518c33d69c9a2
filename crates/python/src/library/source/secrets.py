"""Random numbers as secrets are made from; here they come from the run, as all that is random."""
import base64 as _base64
import random as _random

DEFAULT_ENTROPY = 32
SystemRandom = _random.Random
_source = _random.Random()


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _source.randrange(exclusive_upper_bound)


def randbits(k):
    return _source.getrandbits(k)


def choice(sequence):
    return _source.choice(sequence)


def token_bytes(nbytes=None):
    count = DEFAULT_ENTROPY if nbytes is None else nbytes
    return _source.getrandbits(8 * count).to_bytes(count, "big") if count else b""


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return _base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")


def compare_digest(a, b):
    return a == b
