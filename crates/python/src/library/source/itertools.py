# threadbare: opaque
"""Iterators built from iterators."""

_MISSING = object()


# Numbers of which the machine's own iterator counts, in one step on real threads too, as C does in CPython.
_NEAR, _FAR = 1 << 40, 1 << 62


class count:
    def __init__(self, start=0, step=1):
        self._next, self._step, self._numbers = start, step, None
        if type(start) is int and type(step) is int and step and -_NEAR < start < _NEAR and -_NEAR < step < _NEAR:
            self._all = range(start, _FAR if step > 0 else -_FAR, step)
            self._numbers = iter(self._all)

    def __iter__(self):
        return self

    def __next__(self):
        if self._numbers is not None:
            return next(self._numbers)
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        now = self._next
        if self._numbers is not None:
            now += (len(self._all) - self._numbers.__length_hint__()) * self._step
        return f"count({now})" if self._step == 1 else f"count({now}, {self._step})"


class cycle:
    def __init__(self, iterable):
        self._source, self._saved, self._at, self._first = iter(iterable), [], 0, True

    def __iter__(self):
        return self

    def __next__(self):
        if self._first:
            for value in self._source:
                self._saved.append(value)
                return value
            self._first = False
        if not self._saved:
            raise StopIteration
        value = self._saved[self._at]
        self._at = (self._at + 1) % len(self._saved)
        return value


class repeat:
    def __init__(self, object, times=None):
        self._object, self._left = object, times if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class chain:
    def __init__(self, *iterables):
        self._rest, self._current = iter(iterables), None

    @classmethod
    def from_iterable(cls, iterables):
        new = cls()
        new._rest = iter(iterables)
        return new

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            if self._current is None:
                self._current = iter(next(self._rest))
            for value in self._current:
                return value
            self._current = None


class _Steps:
    """What is Python here and C in CPython: entered by a second thread while a first is in a function that it calls, it goes on."""

    def __iter__(self):
        return self


class accumulate(_Steps):
    def __init__(self, iterable, func=None, *, initial=None):
        self._rest, self._func, self._initial, self._total = iter(iterable), func, initial, _MISSING

    def __next__(self):
        if self._total is _MISSING:
            self._total = next(self._rest) if self._initial is None else self._initial
            return self._total
        value = next(self._rest)
        self._total = self._total + value if self._func is None else self._func(self._total, value)
        return self._total


class batched(_Steps):
    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError("n must be at least one")
        self._rest, self._size, self._strict = iter(iterable), n, strict

    def __next__(self):
        batch = tuple(islice(self._rest, self._size))
        if not batch:
            raise StopIteration
        if self._strict and len(batch) != self._size:
            raise ValueError("batched(): incomplete batch")
        return batch


class compress(_Steps):
    def __init__(self, data, selectors):
        self._pairs = zip(data, selectors)

    def __next__(self):
        for value, selected in self._pairs:
            if selected:
                return value
        raise StopIteration


class dropwhile(_Steps):
    def __init__(self, predicate, iterable, /):
        self._predicate, self._rest, self._drops = predicate, iter(iterable), True

    def __next__(self):
        value = next(self._rest)
        while self._drops and self._predicate(value):
            value = next(self._rest)
        self._drops = False
        return value


class takewhile(_Steps):
    def __init__(self, predicate, iterable, /):
        self._predicate, self._rest, self._ended = predicate, iter(iterable), False

    def __next__(self):
        if self._ended:
            raise StopIteration
        value = next(self._rest)
        if not self._predicate(value):
            self._ended = True
            raise StopIteration
        return value


class filterfalse(_Steps):
    def __init__(self, predicate, iterable, /):
        self._predicate, self._rest = predicate, iter(iterable)

    def __next__(self):
        for value in self._rest:
            if not (self._predicate(value) if self._predicate is not None else value):
                return value
        raise StopIteration


class starmap(_Steps):
    def __init__(self, function, iterable, /):
        self._function, self._rest = function, iter(iterable)

    def __next__(self):
        return self._function(*next(self._rest))


class pairwise(_Steps):
    def __init__(self, iterable, /):
        self._rest, self._before = iter(iterable), _MISSING

    def __next__(self):
        if self._before is _MISSING:
            self._before = next(self._rest)
        before, self._before = self._before, next(self._rest)
        return before, self._before


class islice(_Steps):
    def __init__(self, iterable, /, *args):
        bounds = slice(*args)
        for what in (bounds.start, bounds.stop):
            if what is not None and (not isinstance(what, int) or what < 0):
                if len(args) == 1:
                    raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if bounds.step is not None and (not isinstance(bounds.step, int) or bounds.step < 1):
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._rest, self._at, self._wanted = iter(iterable), 0, bounds.start or 0
        self._stop, self._step = bounds.stop, bounds.step or 1

    def __next__(self):
        rest, stop = self._rest, self._stop
        while self._at < self._wanted:
            next(rest)
            self._at += 1
        if stop is not None and self._at >= stop:
            raise StopIteration
        value = next(rest)
        self._at += 1
        self._wanted += self._step
        if stop is not None and self._wanted > stop:
            self._wanted = stop
        return value


def tee(iterable, n=2):
    if n < 0:
        raise ValueError("n must be >= 0")
    source, seen = iter(iterable), []
    return tuple([_tee(source, seen) for _ in range(n)])


class _tee(_Steps):
    def __init__(self, source, seen):
        self._source, self._seen, self._at = source, seen, 0

    def __next__(self):
        if self._at == len(self._seen):
            self._seen.append(next(self._source))
        self._at += 1
        return self._seen[self._at - 1]


class zip_longest(_Steps):
    def __init__(self, *iterables, fillvalue=None):
        self._iterators, self._fill = [iter(one) for one in iterables], fillvalue
        self._living = len(self._iterators)

    def __next__(self):
        if not self._living:
            raise StopIteration
        row = []
        for index, iterator in enumerate(self._iterators):
            value = self._fill
            if iterator is not None:
                value = next(iterator, _MISSING)
                if value is _MISSING:
                    self._living -= 1
                    if not self._living:
                        raise StopIteration
                    self._iterators[index], value = None, self._fill
            row.append(value)
        return tuple(row)


class groupby:
    def __init__(self, iterable, key=None):
        self._rest, self._key = iter(iterable), key
        self._wanted = self._seen = self._value = _MISSING
        self._done = False

    def __iter__(self):
        return self

    def _advance(self):
        for value in self._rest:
            self._value = value
            self._seen = value if self._key is None else self._key(value)
            return
        self._done = True

    def __next__(self):
        self._group = object()
        while not self._done and (self._seen is _MISSING or self._seen == self._wanted):
            self._advance()
        if self._done:
            raise StopIteration
        self._wanted = self._seen
        return self._wanted, self._members(self._wanted, self._group)

    def _members(self, key, group):
        while not self._done and self._group is group and self._seen == key:
            yield self._value
            if self._group is group:
                self._advance()


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    return _product(pools)


def _product(pools):
    if not all(pools):
        return
    at = [0] * len(pools)
    while True:
        yield tuple([pool[index] for pool, index in zip(pools, at)])
        place = len(pools) - 1
        while place >= 0:
            at[place] += 1
            if at[place] < len(pools[place]):
                break
            at[place] = 0
            place -= 1
        if place < 0:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    r = len(pool) if r is None else r
    if r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    order, left = list(range(n)), list(range(n, n - r, -1))
    yield tuple([pool[i] for i in order[:r]])
    while True:
        for place in range(r - 1, -1, -1):
            left[place] -= 1
            if left[place]:
                other = n - left[place]
                order[place], order[other] = order[other], order[place]
                yield tuple([pool[i] for i in order[:r]])
                break
            order[place:] = order[place + 1:] + order[place:place + 1]
            left[place] = n - place
        else:
            return


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    chosen = list(range(r))
    while True:
        yield tuple([pool[i] for i in chosen])
        for place in range(r - 1, -1, -1):
            if chosen[place] != place + n - r:
                break
        else:
            return
        chosen[place] += 1
        for later in range(place + 1, r):
            chosen[later] = chosen[later - 1] + 1


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _with_replacement(tuple(iterable), r)


def _with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    chosen = [0] * r
    while True:
        yield tuple([pool[i] for i in chosen])
        for place in range(r - 1, -1, -1):
            if chosen[place] != n - 1:
                break
        else:
            return
        chosen[place:] = [chosen[place] + 1] * (r - place)
