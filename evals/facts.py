"""Whether a text holds a fact, a quotation or a figure, and whether two names mean one paper."""

import re
from functools import lru_cache

_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "*": None})

FIGURE = re.compile(r"(?<![\w.,/])\d+(?:,\d+)*(?:\.\d+)?(?!\w*\d|\.\d)")
"""A number as a reader sees one: "1,204", "12.5", "45" of "45%"; not "P1.3" nor "3.8.2"."""

MARK = re.compile(r"\[\d{1,3}\]|^\s*\(?\d{1,2}[.)]\s", re.MULTILINE)
"""A citation's mark, or the number before an entry of a list: neither is a figure."""

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""What officers write out; from ten they use digits."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, plain dashes and quotation marks, no bold, "1,204" as "1204", single spaces."""
    text = re.sub(r"(?<=\d),(?=\d)", "", text.lower().translate(_PLAIN))
    return " ".join(text.split())


def holds(text: str, fact: str) -> bool:
    """Whether the fact occurs in the text as a whole: "45" not in "145", "45.2" or "45%".

    Case, dashes, commas in numbers and spacing do not matter. A fact that ends in a letter
    ends on a word's edge; one that starts with a digit does not start inside a number.
    """
    before = r"(?<![\d.])" if fact[:1].isdigit() else r"(?<![\w.])" if fact[:1].isalnum() else ""
    after = r"(?!\d|\.\d|%)" if fact[-1:].isdigit() else r"(?!\w)" if fact[-1:].isalpha() else ""
    return re.search(before + re.escape(fold(fact)) + after, fold(text)) is not None


def holds_quote(text: str, quote: str) -> bool:
    """Whether the quote's letters and digits occur in the text in that order, side by side.

    Punctuation and spaces are left out, since each reader of a PDF sets them its own way.
    """
    letters = _letters(quote)
    return bool(letters) and letters in _letters(text)


def same_paper(document: str, name: str) -> bool:
    """Whether a document's name holds a paper's short name, on the edges of words."""
    whole = document.replace("_", " ").lower()
    return re.search(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])", whole) is not None


def figures_in(text: str) -> list[str]:
    """The figures of a text in order, without commas; citation marks and list numbers left out."""
    plain = MARK.sub(" ", text)
    return [figure.replace(",", "") for figure in FIGURE.findall(plain)]


def holds_figure(text: str, figure: str) -> bool:
    """Whether a text holds a figure, in digits or, below ten, in words."""
    folded = fold(text)
    if re.search(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", folded):
        return True
    if not figure.isdigit() or len(figure) > 1:
        return False
    return re.search(rf"\b{NUMBER_WORDS[int(figure)]}\b", folded) is not None


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(text))
