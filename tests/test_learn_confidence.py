"""What is learned of confidence: weights that tell answers apart, and what those before count."""

import numpy as np

from assistant.doubts import DOUBTS
from evals.learn_confidence import as_likelihood, beside, fit


def rows(signal, count=200):
    """Cases of which the answered ones have more of one doubt than the others, with some noise."""
    rng = np.random.default_rng(2)
    made = []
    for number in range(count):
        there = number % 2 == 0
        values = dict.fromkeys(DOUBTS, 0.0) | {"constant": 1.0}
        values[signal] = float(there) + rng.normal(0, 0.6)
        told = [values[name] for name in DOUBTS]
        made.append((str(number), told, told, there, 1.0))
    return made


def likelihood(weights, row):
    return 1 / (1 + np.exp(-np.dot(weights, row[1])))


def test_what_tells_answers_apart_gets_a_weight_and_what_does_not_gets_none():
    weights = dict(zip(DOUBTS, fit(rows("read")), strict=True))
    assert weights["read"] > 0.5
    assert abs(weights["lead"]) < 1e-6
    assert weights["constant"] < 0


def test_the_weights_before_count_beside_the_new_ones_and_the_score_stays_a_likelihood():
    made = rows("read")
    before = dict.fromkeys(DOUBTS, 0.0) | {"constant": -40.0, "lead": 3.0, "read": 90.0}
    both = beside(made, fit(made), before)
    weights = dict(zip(DOUBTS, both, strict=True))
    assert weights["lead"] > 0 and weights["read"] > 0
    shares = [likelihood(both, row) for row in made]
    assert 0.4 < np.mean(shares) < 0.6
    assert np.mean([s for s, row in zip(shares, made, strict=True) if row[3]]) > 0.6


def test_weights_on_another_scale_give_the_same_order_and_a_likelihood():
    made = rows("read")
    given = np.array([90.0 if name == "read" else 0.0 for name in DOUBTS])
    told = as_likelihood(made, given)
    order = sorted(made, key=lambda row: np.dot(given, row[1]))
    shares = [likelihood(told, row) for row in order]
    assert shares == sorted(shares)
    assert 0.4 < np.mean(shares) < 0.6
    assert shares[0] < 0.3 and shares[-1] > 0.7
