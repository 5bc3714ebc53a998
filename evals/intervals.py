"""How sure a figure is: intervals for one run, and whether two runs differ by more than chance."""

from collections.abc import Sequence
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

CONFIDENCE_Z = 1.959964
"""The normal distribution's 97.5th percentile: all intervals here are 95%."""

RESAMPLES = 4999
"""Enough that the second digit of a 5% probability stands still."""

EXACT_PAIRS = 12
"""Up to this many pairs that differ, every pattern of signs is counted (4,096 of them)."""

SEED = 7
"""So that the same run gives the same interval."""


def interval(values: Sequence[float]) -> tuple[float, float]:
    """A 95% interval for the mean: Wilson's for yes and no, else by bootstrap percentiles.

    Resampling answers that are all right would give an interval of no width, which says too much;
    Wilson's (1927) does not. Raises ValueError for no values.
    """
    if not values:
        raise ValueError("no values to take an interval of")
    if set(values) <= {0.0, 1.0}:
        return _wilson(sum(values), len(values))
    return _bootstrap(values)


def difference_interval(before: Sequence[float], after: Sequence[float]) -> tuple[float, float]:
    """A 95% interval for the mean of after minus before, case by case, by paired bootstrap."""
    return _bootstrap([b - a for a, b in zip(before, after, strict=True)])


def chance(before: Sequence[float], after: Sequence[float]) -> float:
    """The probability of a difference this large or larger if the two runs were alike.

    For yes and no: McNemar's exact test, on the cases where they differ. Else: the signs of the
    differences are flipped, all ways for few cases, at random for many. Two-sided; 1 for none.
    """
    differences = [b - a for a, b in zip(before, after, strict=True) if a != b]
    if not differences:
        return 1.0
    if {*before, *after} <= {0.0, 1.0}:
        return _mcnemar(sum(one > 0 for one in differences), len(differences))
    return _sign_flip(np.array(differences))


def holm(chances: Sequence[float]) -> list[float]:
    """Chances raised so that looking at many measures finds no more differences than one would.

    Holm (1979); in the order given.
    """
    raised = [0.0] * len(chances)
    highest = 0.0
    for step, place in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, chances[place] * (len(chances) - step)))
        raised[place] = highest
    return raised


def _wilson(successes: float, n: int) -> tuple[float, float]:
    share, z2 = successes / n, CONFIDENCE_Z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = CONFIDENCE_Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _bootstrap(values: Sequence[float]) -> tuple[float, float]:
    array = np.array(values, dtype=float)
    picks = np.random.default_rng(SEED).integers(0, len(array), (RESAMPLES, len(array)))
    low, high = np.quantile(array[picks].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _mcnemar(better: int, n: int) -> float:
    tail: float = sum(comb(n, k) for k in range(min(better, n - better) + 1)) / 2**n
    return min(1.0, 2 * tail)


def _sign_flip(differences: NDArray[np.float64]) -> float:
    n = len(differences)
    if n <= EXACT_PAIRS:
        patterns = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
        sums = np.abs((1 - 2 * patterns) @ differences)
        return float(np.mean(sums >= abs(differences.sum()) - 1e-12))
    signs = np.random.default_rng(SEED).choice([-1, 1], (RESAMPLES, n))
    sums = np.abs(signs @ differences)
    as_large = int(np.sum(sums >= abs(differences.sum()) - 1e-12))
    return (1 + as_large) / (RESAMPLES + 1)
