"""Means, medians and spreads."""
from math import exp as _exp, fsum as _fsum, log as _log, sqrt as _sqrt

class StatisticsError(ValueError):
    pass


def _exact(data):
    total = sum(data)
    if isinstance(total, float):
        return _fsum(data)
    return total


def _divided(total, n):
    if isinstance(total, int) and total % n == 0:
        return total // n
    return total / n


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    total = _exact(data)
    if all([isinstance(x, int) for x in data]):
        return _divided(total, len(data))
    return total / len(data)


def fmean(data, weights=None):
    data = list(map(float, data))
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return _fsum(data) / len(data)
    weights = list(map(float, weights))
    return _fsum([x * w for x, w in zip(data, weights)]) / _fsum(weights)


def median(data):
    data = sorted(data)
    n = len(data)
    if not n:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def _counted(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    counts = _counted(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counted(data)
    most = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == most]


def _squares(data, center):
    data = list(data)
    n = len(data)
    if all([isinstance(x, int) for x in data]) and center is None:
        # Exact: n * sum(x^2) - (sum x)^2 over n.
        return n * sum([x * x for x in data]) - sum(data) ** 2, n
    center = _fsum(data) / n if center is None else center
    return _fsum([(x - center) ** 2 for x in data]) * n, n


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    total, n = _squares(data, mu)
    return _divided(total, n * n)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    total, n = _squares(data, xbar)
    return _divided(total, n * (n - 1))


def pstdev(data, mu=None):
    return _sqrt(pvariance(data, mu))


def stdev(data, xbar=None):
    return _sqrt(variance(data, xbar))


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any([x < 0 for x in data]):
        raise StatisticsError("harmonic mean does not support negative values")
    weights = [1] * len(data) if weights is None else list(weights)
    if 0 in data:
        return 0
    from fractions import Fraction
    return float(sum(weights) / sum([Fraction(w / x) for w, x in zip(weights, data)]))


def geometric_mean(data):
    data = list(map(float, data))
    if not data:
        raise StatisticsError("Must have a non-empty dataset")
    if any([x <= 0 for x in data]):
        raise StatisticsError("No negative inputs allowed", data)
    return _exp(_fsum(map(_log, data)) / len(data))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("exclusive", "inclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    inside = method == "inclusive"
    whole, cuts = (size - 1 if inside else size + 1), []
    for i in range(1, n):
        j = i * whole // n
        if not inside:
            j = min(max(j, 1), size - 1) - 1
        delta = i * whole - (j + (not inside)) * n
        cuts.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    return cuts
