"""Which way to read a table is the likeliest, or that no table is meant: weighed signals."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.extremes_asked import Asked
from assistant.question import Question
from assistant.statements import Statement
from assistant.table_choice import Reading
from assistant.table_rows import Told
from assistant.table_signals import nothing_signals, signals_of_readings
from corpus.library import Library

WEIGHTS_FILE = Path(__file__).with_name("tables.json")


def likeliest(
    ways: Sequence[tuple[Reading, list[Told]]],
    asked: Asked,
    question: Question,
    scored: Sequence[Statement],
    library: Library,
) -> tuple[Reading, list[Told]] | None:
    """The way to read that weighs most, with its rows; None where it weighs less than nothing."""
    if not ways:
        return None
    signals = signals_of_readings(ways, asked, question, library)
    weighed = [_weight(values) for values in signals]
    best = max(range(len(ways)), key=lambda n: weighed[n])
    nothing = _weight(nothing_signals(asked, question, scored))
    return ways[best] if weighed[best] > nothing else None


def _weight(values: Mapping[str, float]) -> float:
    weights = table_weights()
    return sum(weights.get(name, 0.0) * value for name, value in values.items())


@lru_cache(maxsize=1)
def table_weights() -> Mapping[str, float]:
    """Signal to weight, as learned by `python -m evals.learn_tables`."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text("utf-8"))["weights"]
    return found
