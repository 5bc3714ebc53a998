"""Passages of some papers alone, found by words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.library import Library
from corpus.papers import Hit, Scope


def by_words_within(
    papers: Iterable[str], words: Sequence[str], library: Library, scope: Scope, limit: int
) -> list[Hit]:
    """The passages of these papers (ids) that hold any of the words, as far as the scope lets."""
    ids = frozenset(papers)
    left = ids & scope.papers if scope.papers else ids
    # No paper at all would be every paper: an empty filter lets everything through.
    return library.by_words(words, replace(scope, papers=left), limit) if left else []
