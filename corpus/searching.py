"""The part of a library that searches: by words, by meaning, and by words that are near."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.encoder import EncodesText, Remembered
from corpus.errors import OtherEncoder
from corpus.generations import Generations
from corpus.holdings import Holdings
from corpus.near_words import NearWords
from corpus.papers import EVERYTHING, Hit, Passage, Scope
from corpus.server_index import ServerIndex
from corpus.words import Words

EXACT_WHEN_NARROWED = 200_000
"""Of passages that a filter lets through, up to here exact search is the faster: it takes 36 ms
for 100,000, and Chroma's own filter 180 to 220 ms for 20,000 (measured)."""

STAYING = 8
"""A process that has searched so often stays, and gains by opening the index (2 s behind it)."""


class Searching(Holdings):
    """A library that is asked; it changes nothing."""

    def __init__(self, data: Path, encoder: EncodesText, chroma_url: str) -> None:
        super().__init__(data)
        self._near = NearWords(data)
        self._encoder = encoder
        self._questions = Remembered(encoder)
        self._words = Words(self._database)
        self._index: Generations | ServerIndex
        if chroma_url:
            name = f"board-papers-{self._catalogue.library_id()}"
            self._index = ServerIndex(chroma_url, name, self._vectors)
        else:
            self._index = Generations(data / "chroma", self._database.path, self._vectors)
        self._searches = 0

    def by_words(self, words: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
        """Passages that hold any of the words, best first; stems match each other."""
        return self._catalogue.hits(self._words.search(words, scope, limit), scope)

    def by_words_apart(self, words: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
        """The same, ordered as if what the scope's access keeps back were not there."""
        found = self._words.search_apart(words, scope, limit, self.epoch())
        return self._catalogue.hits(found, scope)

    def by_meaning(self, text: str, scope: Scope, limit: int) -> list[Hit]:
        """Passages nearest in meaning, best first, scored by cosine.

        Those without a vector yet are not among them. Raises OtherEncoder
        when the vectors held were made by another encoder.
        """
        if not scope.access or limit <= 0:
            return []
        matrix = self._vectors.matrix()
        mask = matrix.allowed(scope)
        if not mask.any():
            return []
        self._refuse_other_encoder()
        vector = self.encode([text])[0]
        scores = None
        if mask.all() or np.count_nonzero(mask) > EXACT_WHEN_NARROWED:
            self._searches += 1
            if self._searches == STAYING:
                threading.Thread(target=self._index.warm, name="open-index", daemon=True).start()
            scores = self._index.search(vector, scope, limit, matrix.cover)
        if scores is None:
            return self._catalogue.hits(matrix.nearest(vector, mask, limit), scope)
        return self._catalogue.hits(self._catalogue.numbers(scores), scope)

    def words_only(self) -> bool:
        """Whether meanings cannot be searched, since another encoder made them."""
        found = self._vectors.encoder()
        return bool(found) and found != self._encoder.id

    def notices(self) -> tuple[str, ...]:
        """What a reader should know of how it searches just now, a sentence each; mostly none."""
        found = []
        if self.words_only():
            other = OtherEncoder(self._vectors.encoder(), self._encoder.id)
            found.append(f"{other} Until then papers are searched by words alone.")
        if self._index.failing():
            found.append(
                "The index server does not answer, so that every passage was compared instead: "
                "that takes longer and misses nothing."
            )
        return tuple(found)

    def warm(self) -> None:
        """Load the encoder and open the index now, so that the first question need not wait.

        For a process that stays; one question alone is answered sooner without.
        """
        self.encode(["warm"])
        self._index.warm()

    def document_frequency(
        self, stems_or_words: Sequence[str], scope: Scope | None = None
    ) -> dict[str, int]:
        """How many passages hold each word, whichever form of it: all, or those of a scope."""
        return self._words.frequency(stems_or_words, self.epoch(), scope)

    def has_word(self, word: str, scope: Scope) -> bool:
        """Whether a passage that the scope lets through holds the word in this very form."""
        return self._words.holds(word, scope)

    def knows(self, word: str) -> bool:
        """Whether any passage holds the word in this very form."""
        return self.has_word(word, EVERYTHING)

    def similarity(self, text: str, passages: Sequence[Passage]) -> list[float]:
        """The cosine of a text with each passage's vector; 0.0 where it has none."""
        vectors = self._vectors.of([passage.id for passage in passages])
        if not vectors:
            return [0.0] * len(passages)
        self._refuse_other_encoder()
        vector = self.encode([text])[0]
        return [
            float(vectors[passage.id] @ vector) if passage.id in vectors else 0.0
            for passage in passages
        ]

    def near_words(
        self, word: str, *, limit: int = 4, least: float = 0.66
    ) -> list[tuple[str, float]]:
        """Words of the passages that mean nearly this one, best first, with their cosine."""
        return self._near.near(word, self.encode, self._encoder.id, limit=limit, least=least)

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The encoder's vector of each single word, (words, dimensions)."""
        return self._near.vectors_of(words, self.encode, self._encoder.id)

    def spelled(self, word: str) -> str:
        """The passages' word that this one is a slip of; "" when it needs no mending."""
        return self._near.spelled(word, self._encoder.id)

    def spellings(self, word: str) -> list[str]:
        """All words of the passages that this one may be a slip of, the nearest first."""
        return self._near.spellings(word, self._encoder.id)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text; recent ones come from memory."""
        return self._questions.encode(texts)

    def encoded_by(self) -> str:
        """The id of the encoder."""
        return self._encoder.id

    def _refuse_other_encoder(self) -> None:
        found = self._vectors.encoder()
        if found and found != self._encoder.id:
            raise OtherEncoder(found, self._encoder.id)
