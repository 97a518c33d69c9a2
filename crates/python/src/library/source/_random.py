"""The Mersenne Twister as a class that can be inherited from."""
import _twister


class Random:
    def __new__(cls, *args, **keywords):
        self = object.__new__(cls)
        self._bits = _twister.new()
        return self

    def seed(self, a=None):
        _twister.seed(self._bits, a)

    def random(self):
        return _twister.random(self._bits)

    def getrandbits(self, k):
        return _twister.getrandbits(self._bits, k)

    def getstate(self):
        return (3, _twister.getstate(self._bits), self.gauss_next)

    def setstate(self, state):
        version, words, self.gauss_next = state
        if version != 3:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version 3")
        _twister.setstate(self._bits, words)
