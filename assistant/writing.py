"""An answer as it grows: statements with their keys, and what each key cites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Citation, Evidence
from corpus.places import offset_of, page_at

MOST_WORDS = 150
"""An answer stays under 160 words with its marks."""

LEAST_SAID = 20
"""A statement that would be cut to fewer words is not begun."""

ENOUGH_WORDS = 130
"""Nothing more is quoted once an answer has so many words, and a list is cut at them."""

LEFT_OUT = "…"
"""Stands where words of a paper are not quoted."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer's text with its keys, and what each key cites."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class Writing:
    """The answer as it grows: statements, and the keys of the passages that they rest on."""

    parts: list[str]
    citations: list[Citation]

    def say(self, text: str, item: Evidence, quote: str) -> None:
        """Add a statement with its key; cut, or left out, where there is no room for it."""
        words = text.replace("::", ":").split()
        room = MOST_WORDS - self.words
        if self.parts and room < min(LEAST_SAID, len(words)):
            return
        text = " ".join(words if len(words) <= room else [*words[:room], LEFT_OUT])
        key = self._key(item, quote)
        self.parts.append(f"{text} [{key}]")

    def _key(self, item: Evidence, quote: str) -> int:
        """One key a passage and page, its quote grown by what is newly quoted."""
        page = page_at(item.passage, offset_of(item.passage, quote))
        for index, citation in enumerate(self.citations):
            if citation.passage.id == item.passage.id and citation.page == page:
                if letters_of(quote) not in letters_of(citation.quote):
                    longer = f"{citation.quote}\n{quote}"
                    self.citations[index] = replace(citation, quote=longer)
                return citation.key
        self.citations.append(Citation(len(self.citations) + 1, item.passage, item.paper, quote))
        return len(self.citations)

    @property
    def words(self) -> int:
        return sum(len(part.split()) for part in self.parts)

    def holds(self, text: str) -> bool:
        return any(letters_of(text) in letters_of(part) for part in self.parts)


def with_gaps(places: Sequence[int], pieces: Sequence[str]) -> str:
    """Pieces of a passage in its order, with "…" where what stands between two is left out.

    Without it two of five reasons read as if there were no others. `places` are theirs in the
    passage, one a piece.
    """
    told = zip([None, *places], places, pieces, strict=False)
    return " ".join(
        piece if before is None or place <= before + 1 else f"{LEFT_OUT} {piece}"
        for before, place, piece in told
    )


def letters_of(text: str) -> str:
    """A text's letters and digits alone, in lower case, by which two texts are compared."""
    return re.sub(r"\W+", "", text.lower())
