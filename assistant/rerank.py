"""Hits put in another order by a cross-encoder that whoever runs the assistant has named.

None is named by default: the one that comes with the assistant reads statements, not passages
(assistant/reader.py).
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from corpus.encoder import loading_a_model
from corpus.errors import BadSetting
from corpus.papers import Hit

FIRST = 20
"""Hits that are read, the best ones; a larger model takes a second for so many on two cores."""


def rerank(question: str, hits: Sequence[Hit], name: str) -> list[Hit]:
    """The first hits in the order that both they and the named cross-encoder give, then the rest.

    The scores stay where they were, so that what is read from them still holds. As they
    were where `name` is "". Raises BadSetting when the model is not on this machine.
    """
    first = list(hits[:FIRST])
    if not name or len(first) < 2:
        return list(hits)
    read = _named(name).read(question, [hit.passage.text for hit in first])
    both = _varied([hit.score for hit in first]) + _varied(read)
    best = sorted(range(len(first)), key=lambda place: -both[place])
    again = [
        replace(first[place], score=before.score) for place, before in zip(best, first, strict=True)
    ]
    return [*again, *hits[FIRST:]]


class _CrossEncoder:
    """A sentence-transformers cross-encoder from this machine's disk. Threads may share it."""

    def __init__(self, name: str) -> None:
        self._turn = threading.Lock()
        try:
            with loading_a_model():
                from sentence_transformers import CrossEncoder

                self._model: Any = CrossEncoder(
                    name, device="cpu", local_files_only=True, trust_remote_code=False
                )
        except Exception as error:  # whatever its libraries raise for what is not there
            raise BadSetting(
                f"The cross-encoder '{name}' is neither a folder nor a model that is already on "
                "this machine, or its files are damaged. Give the folder of one in "
                "BOARD_PAPERS_RERANKER, or leave that out."
            ) from error

    def read(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers, higher the better."""
        with self._turn:
            found = self._model.predict(
                [(question, text) for text in texts], show_progress_bar=False
            )
        return [float(number) for number in found]


@lru_cache(maxsize=1)
def _named(name: str) -> _CrossEncoder:
    return _CrossEncoder(name)


def _varied(values: Sequence[float]) -> Any:
    """The values in units of their spread, so that two kinds can be added."""
    numbers = np.asarray(values, dtype=float)
    return (numbers - numbers.mean()) / max(float(numbers.std()), 1e-9)
