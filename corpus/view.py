"""The library as one reader may see it: what is not theirs is not there, and counts for nothing.

Every way of reading a library, and no way of changing it. Whatever shows a paper to
somebody takes a view in the library's place.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import DocumentRecord
from corpus.library import Library
from corpus.page_rights import page_is_seen, whole_is_seen
from corpus.papers import EVERYTHING, Hit, Paper, Passage, Scope
from corpus.readers import THE_ONE_READER, Reader, seen_by

NEAR_LOOKED_AT = 40
"""Words near a word that are looked at to find some that this reader's papers use."""


class View:
    """A library for one reader. Made for each request; sees labels as they are at that moment."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self.reader = reader
        self._library = library
        held = library.labels()
        self.access = seen_by(reader, held)
        """The labels of what this reader may see, of those that the library holds."""

        self.sees_all = self.access == held
        """Whether the library holds nothing that this reader may not see."""

    def scope(self, wanted: Scope = EVERYTHING) -> Scope:
        """The same, never wider than the reader's rights."""
        whole = wanted.access >= EVERYTHING.access
        return replace(wanted, access=self.access if whole else self.access & wanted.access)

    # What it holds

    def documents(self, scope: Scope = EVERYTHING) -> list[DocumentRecord]:
        """The files that hold something the reader may see, in the order they came.

        Of a file that they may see in part, which of its pages were not read is left out.
        """
        found = self._library.documents(self.scope(scope))
        return [item if self.whole(item.id) else replace(item, skipped=()) for item in found]

    def papers(self, scope: Scope = EVERYTHING) -> list[Paper]:
        """The papers the reader may see, in the order they came."""
        return self._library.papers(self.scope(scope))

    def paper(self, paper_id: str) -> Paper | None:
        """A paper by its id; None when it is not held or not for this reader."""
        found = self._library.paper(paper_id)
        return found if found is not None and found.access in self.access else None

    def passage(self, passage_id: str, scope: Scope = EVERYTHING) -> Passage | None:
        """A passage by its id; None when it is not held or not for this reader."""
        return self._library.passage(passage_id, self.scope(scope))

    def passages(self, paper_id: str, scope: Scope = EVERYTHING) -> list[Passage]:
        """A paper's passages in their order."""
        return self._library.passages(paper_id, self.scope(scope))

    def neighbours(
        self, passage: Passage, before: int = 1, after: int = 1, scope: Scope = EVERYTHING
    ) -> list[Passage]:
        """The passages round one in its paper, in order, without itself."""
        return self._library.neighbours(passage, before, after, self.scope(scope))

    def acronyms(self, scope: Scope = EVERYTHING) -> dict[str, tuple[str, ...]]:
        """What each acronym stands for in the papers the reader may see."""
        return self._library.acronyms(self.scope(scope))

    def size(self) -> int:
        """How many passages it holds that the reader may see."""
        return self._library.size() if self.sees_all else self._library.size(self.scope())

    def epoch(self) -> int:
        """A number that every change counts up."""
        return self._library.epoch()

    def meanings_ready(self) -> bool:
        """Whether every passage can be found by meaning."""
        return self._library.meanings_ready()

    # Files and pages

    def whole(self, document_id: str) -> bool:
        """Whether the reader may have the file itself: nothing is in it that they may not see."""
        return whole_is_seen(self._library.spans(document_id), self.access)

    def original(self, document_id: str) -> Path | None:
        """Where a document's file lies; None when it is not held or holds what is not theirs."""
        return self._library.original(document_id) if self.whole(document_id) else None

    def page_seen(self, document_id: str, page: int) -> bool:
        """Whether the reader may see a page, counting from 1, as it was printed."""
        return page_is_seen(self._library.spans(document_id), page, self.access)

    def page_file(self, document_id: str, page: int) -> Path | None:
        """The file to draw one page from; None when the page is not held or not theirs to see.

        The file may hold other pages that are not theirs: it is never to be handed out.
        """
        seen = self.page_seen(document_id, page)
        return self._library.original(document_id) if seen else None

    # Searching

    def by_words(self, words: Sequence[str], scope: Scope, limit: int) -> list[Hit]:
        """Passages that hold any of the words, best first; of the others nothing counts."""
        search = self._library.by_words if self.sees_all else self._library.by_words_apart
        return search(words, self.scope(scope), limit)

    def by_meaning(self, text: str, scope: Scope, limit: int) -> list[Hit]:
        """Passages nearest in meaning, best first, scored by cosine."""
        return self._library.by_meaning(text, self.scope(scope), limit)

    @property
    def reranker(self) -> str:
        """Folder or name of the cross-encoder that orders hits again; "" for none."""
        return self._library.reranker

    def words_only(self) -> bool:
        """Whether meanings cannot be searched."""
        return self._library.words_only()

    def notices(self) -> tuple[str, ...]:
        """What a reader should know of how it searches just now."""
        return self._library.notices()

    def document_frequency(self, stems_or_words: Sequence[str]) -> dict[str, int]:
        """How many passages that the reader may see hold each word, whichever form of it."""
        if self.sees_all:
            return self._library.document_frequency(stems_or_words)
        return self._library.document_frequency(stems_or_words, self.scope())

    def similarity(self, text: str, passages: Sequence[Passage]) -> list[float]:
        """The cosine of a text with each passage's vector."""
        return self._library.similarity(text, passages)

    def near_words(
        self, word: str, *, limit: int = 4, least: float = 0.66
    ) -> list[tuple[str, float]]:
        """Words of the reader's passages that mean nearly this, best first, with their cosine."""
        if self.sees_all:
            return self._library.near_words(word, limit=limit, least=least)
        near = self._library.near_words(word, limit=NEAR_LOOKED_AT, least=least)
        found: list[tuple[str, float]] = []
        for other, cosine in near:
            if len(found) == limit:
                break
            if self._library.has_word(other, self.scope()):
                found.append((other, cosine))
        return found

    def knows(self, word: str) -> bool:
        """Whether one of the reader's passages holds the word in this very form."""
        return self._library.has_word(word, self.scope())

    def spelled(self, word: str) -> str:
        """The word of the reader's passages that this one is a slip of; "" for none."""
        if self.sees_all:
            return self._library.spelled(word)
        if self.knows(word):
            return ""
        return next(filter(self.knows, self._library.spellings(word)), "")

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The encoder's vector of each single word, (words, dimensions)."""
        return self._library.word_vectors(words)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text."""
        return self._library.encode(texts)

    def encoded_by(self) -> str:
        """The id of the encoder."""
        return self._library.encoded_by()


def view_of_all(library: Library) -> View:
    """The library as the one reader of a laptop, or whoever types a command, sees it."""
    return View(library, THE_ONE_READER)
