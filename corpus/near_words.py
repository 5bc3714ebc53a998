"""The words that a library's passages use, near a word that a member uses: "kids", "children".

Near by the encoder's own vectors of single words, or by spelling when the word
is in no passage. Kept in one file that can be dropped and made again.
"""

import difflib
import logging
import os
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import common_words

logger = logging.getLogger(__name__)

FILE = "near-words.npz"

MOST_WORDS = 40_000
"""The commonest are kept; a library of 50 packs has about 30,000 different words."""

SPELLED = 0.82
"""difflib's ratio from which a word is a slip of the keyboard; 5 letters, one wrong: 0.8."""

SHORTENED = 4
"""A word cut short keeps so many letters at least: "suff", "resi"."""

LONGER = 3
"""And loses so many at least: fewer is another form of the word, which stems take care of."""

MOST_ASKED = 5_000
"""Words whose neighbours are remembered, at most 40 MB in all."""

MOST_NEAR = 64
"""Neighbours remembered of a word."""

_BROKEN = (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error)
"""What numpy raises for a file that is cut short, overwritten or no such file at all."""

_WORD = re.compile(r"[a-zà-ÿ]{3,24}")

_ENDINGS = frozenset(
    """s es d ed r er ers or ors ing ings ly al als age ages ment ments ness ion ions ation ations
    ity t ts ance ence ancy ency cy ant ants able est ful""".split()
)
"""What a word's other forms have more."""

Encodes = Callable[[Sequence[str]], NDArray[np.float32]]


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """Each word of letters alone, lower case, with how many texts hold it."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(_WORD.findall(text.lower())):
            counts[word] = counts.get(word, 0) + 1
    return counts


def _is_form(word: str, other: str) -> bool:
    """Whether two words differ in an ending alone: "complain" and "complaints"."""
    shorter, longer = sorted((word, other), key=len)
    ending = longer[len(shorter) :]
    return len(shorter) >= SHORTENED and longer.startswith(shorter) and ending in _ENDINGS


@dataclass(frozen=True, slots=True)
class _Held:
    """The words as they were read at one moment; exchanged whole, so that threads may share it."""

    words: list[str]
    places: dict[str, int]
    vectors: NDArray[np.float32]
    read_at: int
    """When the file was written, in ns; -1 for none."""

    near: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    """What was found for words that were asked about: questions share most of theirs."""


_NONE = _Held([], {}, np.zeros((0, 0), np.float32), -1)


class NearWords:
    """The words of a library with their vectors; empty until it is made or read."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._temporary = self._file.with_suffix(".tmp.npz")
        self._held = _NONE

    def make(self, counts: dict[str, int], encode: Encodes, encoder_id: str) -> int:
        """Bring the file up to these words; returns how many were new and had to be encoded.

        A disk without room for them costs the words, and nothing else: 0.
        """
        held = self._read(encoder_id)
        wanted = sorted(sorted(counts), key=lambda word: -counts[word])[:MOST_WORDS]
        new = [word for word in wanted if word not in held.places]
        if not new and len(wanted) == len(held.words):
            return 0
        fresh = encode(new) if new else np.zeros((0, held.vectors.shape[1]), np.float32)
        known = dict(zip(new, fresh, strict=True))
        rows = [known[w] if w in known else held.vectors[held.places[w]] for w in wanted]
        try:
            np.savez(
                self._temporary,
                words=np.array(wanted, dtype=np.str_),
                vectors=np.array(rows, np.float16),
                encoder=np.array(encoder_id),
            )
            os.replace(self._temporary, self._file)
        except OSError as error:
            logger.warning("The words of the library could not be kept (%s)", error)
            self.drop()
            return 0
        return len(new)

    def drop(self) -> None:
        """Forget the words, on disk too."""
        self._temporary.unlink(missing_ok=True)
        self._file.unlink(missing_ok=True)
        self._held = _NONE

    def near(
        self, word: str, encode: Encodes, encoder_id: str, *, limit: int, least: float
    ) -> list[tuple[str, float]]:
        """Other words of the library that mean nearly this, best first, with their cosine."""
        held = self._read(encoder_id)
        if not held.words:
            return []
        near = held.near.get(word)
        if near is None:
            near = _nearest(word, held, encode)
            if len(held.near) < MOST_ASKED:
                held.near[word] = near
        return [pair for pair in near if pair[1] >= least][:limit]

    def vectors_of(
        self, words: Sequence[str], encode: Encodes, encoder_id: str
    ) -> NDArray[np.float32]:
        """A vector for each word: the library's own as kept, others encoded now."""
        held = self._read(encoder_id)
        unknown = [word for word in dict.fromkeys(words) if word not in held.places]
        fresh = dict(zip(unknown, encode(unknown), strict=True)) if unknown else {}
        return np.array(
            [fresh[w] if w in fresh else held.vectors[held.places[w]] for w in words], np.float32
        )

    def spelled(self, word: str, encoder_id: str) -> str:
        """The library's word that this one is a slip of or begins; "" for none or itself."""
        if word in self._read(encoder_id).places:
            return ""
        return next(iter(self.spellings(word, encoder_id, most=1)), "")

    def spellings(self, word: str, encoder_id: str, most: int = 8) -> list[str]:
        """The library's words that this one may be a slip of, the nearest first, not itself.

        Of a word that is no slip of any, those that it begins ("suff"), the commonest first.
        A common word of English is no slip ("faster" of "foster"): of one its other forms alone.
        """
        held = self._read(encoder_id)
        if len(word) < SHORTENED:
            return []
        if word in common_words():
            return [other for other in held.words if _is_form(word, other)][:most]
        longer = len(word) + LONGER
        begun = [one for one in held.words if one.startswith(word) and len(one) >= longer][:most]
        if len(word) < 5:
            return begun
        close = [
            other
            for other in held.words
            if other[0] == word[0] and abs(len(other) - len(word)) <= 2 and other != word
        ]
        return difflib.get_close_matches(word, close, n=most, cutoff=SPELLED) or begun

    def _read(self, encoder_id: str) -> _Held:
        """The words as the file has them now; none when it is gone, broken or another encoder's."""
        try:
            written = self._file.stat().st_mtime_ns
        except OSError:
            self._held = _NONE
            return _NONE
        held = self._held
        if written == held.read_at:
            return held
        words, places, vectors = _NONE.words, _NONE.places, _NONE.vectors
        try:
            with np.load(self._file, allow_pickle=False) as found:
                if str(found["encoder"]) == encoder_id:
                    words = [str(word) for word in found["words"]]
                    vectors = found["vectors"].astype(np.float32)
        except _BROKEN as error:
            logger.warning("The words of the library cannot be read (%s)", error)
            words = []
        if len(words) != len(vectors) or vectors.ndim != 2:
            words, vectors = _NONE.words, _NONE.vectors
        places = {word: index for index, word in enumerate(words)}
        self._held = _Held(words, places, vectors, written)
        return self._held


def _nearest(word: str, held: _Held, encode: Encodes) -> list[tuple[str, float]]:
    """The words nearest to one, best first, not itself; a word that is kept needs no encoder."""
    known = held.places.get(word)
    vector = encode([word])[0] if known is None else held.vectors[known]
    scores = held.vectors @ vector
    most = min(MOST_NEAR + 1, len(scores))
    best = np.argpartition(-scores, most - 1)[:most]
    best = best[np.lexsort((best, -scores[best]))]
    return [(held.words[n], float(scores[n])) for n in best if held.words[n] != word][:MOST_NEAR]
