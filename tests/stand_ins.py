"""What tests use in place of models: simple enough to work out by eye."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.papers import Document, Page, Paper, Passage, content_id


class WordLengths:
    """An encoder by which a text means how many words of each length it has.

    "a cat" is one word of 1 letter and one of 3. Two texts with words of the
    same lengths mean the same; texts without a length in common are at right angles.
    """

    dimensions = 16

    def __init__(self, name: str = "word lengths") -> None:
        self.id = name
        self.texts: list[str] = []
        """Everything that was ever encoded, in order."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split() or ["x"]:
                row[min(len(word), self.dimensions) - 1] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def make_document(
    name: str, *texts: str, access: str = "public", title: str = "", **of_paper: str
) -> tuple[Document, list[Paper], list[Passage], bytes]:
    """One file with one paper, a page and a passage for each text: what Library.add takes."""
    content = "\n".join([name, *texts]).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document(name, sha256, tuple(Page(n + 1, ()) for n in range(len(texts))))
    paper = Paper(content_id(sha256, title), sha256, name, title or name, access=access, **of_paper)
    passages = [
        Passage(
            content_id(paper.id, str(order), text),
            paper.id,
            text,
            first_page=order + 1,
            last_page=order + 1,
            order=order,
            access=access,
        )
        for order, text in enumerate(texts)
    ]
    return document, [paper], passages, content


class Clock:
    """A stand-in for the time of day: seconds that stand still until a test moves them."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now
