"""Signals to one score: a weighted sum, its weights in ranking.json beside where they come from."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

WEIGHTS_FILE = Path(__file__).with_name("ranking.json")


def score(values: Mapping[str, float]) -> float:
    """The weighted sum of a passage's signals; comparable within one question."""
    weights = ranking_weights()
    return sum(weights.get(name, 0.0) * value for name, value in values.items())


@lru_cache(maxsize=1)
def ranking_weights() -> Mapping[str, float]:
    """Signal to weight, as learned by `python -m evals.learn`."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text("utf-8"))["weights"]
    return found
