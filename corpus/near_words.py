"""The words that a library's passages use, near a word that a member uses: "kids", "children".

Near by the encoder's own vectors of single words, or by spelling when the word
is in no passage. Kept in one file that can be dropped and made again.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = "near-words.npz"

MOST_WORDS = 40_000
"""The commonest are kept; a library of 50 packs has about 30,000 different words."""

SPELLED = 0.82
"""difflib's ratio from which a word is a slip of the keyboard; 5 letters, one wrong: 0.8."""

_WORD = re.compile(r"[a-zà-ÿ]{3,24}")

Encodes = Callable[[Sequence[str]], NDArray[np.float32]]


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """Each word of letters alone, lower case, with how many texts hold it."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(_WORD.findall(text.lower())):
            counts[word] = counts.get(word, 0) + 1
    return counts


class NearWords:
    """The words of a library with their vectors; empty until it is made or read."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._words: list[str] = []
        self._places: dict[str, int] = {}
        self._vectors: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._read_at = -1.0

    def make(self, counts: dict[str, int], encode: Encodes, encoder_id: str) -> int:
        """Bring the file up to these words; returns how many were new and had to be encoded."""
        self._read(encoder_id)
        wanted = sorted(sorted(counts), key=lambda word: -counts[word])[:MOST_WORDS]
        new = [word for word in wanted if word not in self._places]
        if not new and len(wanted) == len(self._words):
            return 0
        fresh = encode(new) if new else np.zeros((0, self._vectors.shape[1]), np.float32)
        known = dict(zip(new, fresh, strict=True))
        rows = [known[w] if w in known else self._vectors[self._places[w]] for w in wanted]
        vectors = np.array(rows, np.float32)
        temporary = self._file.with_suffix(".tmp.npz")
        np.savez(
            temporary,
            words=np.array(wanted, dtype=np.str_),
            vectors=vectors.astype(np.float16),
            encoder=np.array(encoder_id),
        )
        os.replace(temporary, self._file)
        self._read_at = -1.0
        return len(new)

    def drop(self) -> None:
        """Forget the words, on disk too."""
        self._file.unlink(missing_ok=True)
        self._words, self._places, self._read_at = [], {}, -1.0
        self._vectors = np.zeros((0, 0), np.float32)

    def near(
        self, word: str, encode: Encodes, encoder_id: str, *, limit: int, least: float
    ) -> list[tuple[str, float]]:
        """Other words of the library that mean nearly this, best first, with their cosine."""
        self._read(encoder_id)
        if not self._words:
            return []
        vector = encode([word])[0]
        scores = self._vectors @ vector
        best = np.argsort(-scores)[: limit + 1]
        return [
            (self._words[index], float(scores[index]))
            for index in best
            if scores[index] >= least and self._words[index] != word
        ][:limit]

    def vectors_of(
        self, words: Sequence[str], encode: Encodes, encoder_id: str
    ) -> NDArray[np.float32]:
        """A vector for each word: the library's own as kept, others encoded now."""
        self._read(encoder_id)
        unknown = [word for word in dict.fromkeys(words) if word not in self._places]
        fresh = dict(zip(unknown, encode(unknown), strict=True)) if unknown else {}
        return np.array(
            [fresh[w] if w in fresh else self._vectors[self._places[w]] for w in words], np.float32
        )

    def spelled(self, word: str, encoder_id: str) -> str:
        """The library's word that this one is a slip of; "" when it is there, or none is close."""
        self._read(encoder_id)
        if not self._words or word in self._places or len(word) < 5:
            return ""
        close = [
            other
            for other in self._words
            if other[0] == word[0] and abs(len(other) - len(word)) <= 2
        ]
        found = difflib.get_close_matches(word, close, n=1, cutoff=SPELLED)
        return found[0] if found else ""

    def _read(self, encoder_id: str) -> None:
        try:
            changed = self._file.stat().st_mtime
        except OSError:
            return
        if changed == self._read_at:
            return
        try:
            with np.load(self._file, allow_pickle=False) as held:
                if str(held["encoder"]) != encoder_id:
                    return
                words = [str(word) for word in held["words"]]
                vectors = held["vectors"].astype(np.float32)
        except (OSError, ValueError, KeyError):
            return
        if len(words) == len(vectors):
            self._words, self._vectors = words, vectors
            self._places = {word: index for index, word in enumerate(words)}
            self._read_at = changed
