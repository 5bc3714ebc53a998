"""How near the words that are asked come to the words of some texts, by the encoder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.extremes_asked import Asked
from assistant.question import Question
from assistant.words import content_words, stem
from corpus.library import Library

_WIDELY = 0.3
"""Likeness of words that says nothing."""

_SAME = 0.7
"""A word that stands for another as well as this is as good."""


@dataclass(frozen=True)
class Likeness:
    """How near each word that is asked comes to each word of the tables, by the encoder."""

    asked: tuple[str, ...]
    weights: NDArray[np.float64]
    of: Mapping[str, NDArray[np.float64]]

    def nearest(self, words: Sequence[str]) -> NDArray[np.float64]:
        """For each word asked the likeness of the nearest of some words, 0 to 1."""
        found = [self.of[word] for word in words if word in self.of]
        return np.max(found, axis=0) if found else np.zeros(len(self.asked))

    def share(self, nearest: NDArray[np.float64]) -> float:
        """So much of what is asked is near, by weight, 0 to 1."""
        total = float(self.weights.sum())
        told = np.clip((nearest - _WIDELY) / (1 - _WIDELY), 0.0, 1.0)
        return float(self.weights @ told) / total if total else 0.0


def likeness_of(
    asked: Asked, question: Question, texts: Sequence[str], library: Library
) -> Likeness:
    """The likeness of the words asked with all words of some texts."""
    said = [word for word in content_words(question.plain) if stem(word) in asked.wanted]
    words = tuple(dict.fromkeys(said))
    weights = np.array([asked.wanted[stem(word)] for word in words])
    others = sorted({word for text in texts for word in content_words(text) if word.isalpha()})
    if not words or not others:
        return Likeness(words, weights, {})
    alike = library.word_vectors(others) @ library.word_vectors(words).T
    stems = [stem(other) for other in others]
    for n, word in enumerate(words):
        same = {
            stem(word),
            *(k for k, v in question.synonyms.get(stem(word), {}).items() if v > _SAME),
        }
        alike[[m for m, key in enumerate(stems) if key in same], n] = 1.0
    return Likeness(words, weights, dict(zip(others, alike, strict=True)))


def words_of(text: str) -> list[str]:
    """The words of a text that tell something, and no figures."""
    return [word for word in content_words(text) if word.isalpha()]
