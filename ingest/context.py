"""What passages of prose and of tables share: the words that place them, and cutting long text."""

from collections.abc import Sequence

from corpus.papers import Paper
from corpus.sentences import sentences


def context_of(paper: Paper, headings: Sequence[str], period: str) -> str:
    """The words that place a passage: its paper, its period, its sections."""
    parts = [paper.title]
    if period and period not in paper.title:
        parts.append(period)
    parts.extend(heading for heading in headings if heading != paper.title)
    return " › ".join(parts)


def split_long(text: str, most: int) -> list[str]:
    """A text in runs of whole sentences of at most `most` words; a longer sentence is cut."""
    if len(text.split()) <= most:
        return [text]
    runs: list[str] = []
    for sentence in sentences(text):
        words = sentence.split()
        for start in range(0, len(words), most):
            piece = " ".join(words[start : start + most]) if len(words) > most else sentence
            if runs and len(runs[-1].split()) + len(piece.split()) <= most:
                runs[-1] = f"{runs[-1]} {piece}"
            else:
                runs.append(piece)
    return runs
