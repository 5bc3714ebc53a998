"""What a label of access means: which there are, which of two is the closer held, who gave it.

A paper's own marks give it a label as it is read; an officer confirms or changes it, for the
whole paper or for pages of it, and what they decided goes before what was read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import BoardPapersError
from corpus.papers import ACCESS_CLASSES, Paper
from corpus.readers import BODY, body_label

_OPENNESS = {"public": 0, "members": 1, "officers": 3, "exempt": 4}
"""From the most open to the closest held; a named body stands between members and officers."""

_OF_A_BODY = 2

REASON_AT_MOST = 500
"""Characters of a reason; more is a paper of its own."""


@dataclass(frozen=True, slots=True)
class Label:
    """One decision about who may see a paper, or pages of it."""

    paper_id: str
    document_id: str
    access: str
    who: str
    made: str
    """ISO date and time, UTC."""

    reason: str
    first_page: int
    """The file's pages that it was given for, counting from 1; 0 in a format without pages."""

    last_page: int
    whole: bool
    """Whether it is for the whole paper; its pages are then the paper's own."""

    paragraph: str = ""
    """The paragraph of Schedule 12A that makes it exempt, "3" or "1, 2"; "" when not said."""

    was: str = ""
    """The label before."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a paper that are closer held than the paper is."""

    first_page: int
    last_page: int
    access: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may see a paper now, and why."""

    paper: Paper
    """As it is treated now: its `access` is the label in force."""

    read: str
    """The label that its own marks give it; "" when it has none."""

    why: str
    """How that was read, or why there is none, as a sentence."""

    proposed: str
    """What to confirm when the paper is what it says it is."""

    doubtful: bool
    """Whether it has no mark of its own and still speaks as an exempt paper does."""

    decided: Label | None = None
    """The officer's decision in force for the whole paper; None while it awaits one."""

    parts: tuple[Part, ...] = ()
    """Its pages that are closer held than it is, in order."""

    paragraph: str = ""
    """The paragraph of Schedule 12A that makes it exempt, where it or an officer says so."""

    @property
    def awaits(self) -> bool:
        """Whether no officer has confirmed or changed it yet."""
        return self.decided is None


def canonical(label: str | None) -> str:
    """The label as it is treated: one that is not known, or none, is exempt."""
    if label in ACCESS_CLASSES:
        return str(label)
    if label and label.startswith(BODY) and label == body_label(label[len(BODY) :]):
        return label if label != BODY else "exempt"
    return "exempt"


def closest(labels: Iterable[str]) -> str:
    """The closest held of some labels; exempt where two bodies meet, or for none."""
    found = {canonical(label) for label in labels}
    if not found:
        return "exempt"
    most = max(map(_openness, found))
    top = [label for label in found if _openness(label) == most]
    return top[0] if len(top) == 1 else "exempt"


def _openness(label: str) -> int:
    return _OPENNESS.get(label, _OF_A_BODY)


def as_label(written: str) -> str:
    """A label as a person writes it; raises BoardPapersError for one that is none."""
    plain = " ".join(written.split())
    if plain.casefold() in ACCESS_CLASSES:
        return plain.casefold()
    if plain.casefold().startswith(BODY) and plain[len(BODY) :].strip():
        return body_label(plain[len(BODY) :])
    raise BoardPapersError(
        f"'{written[:60]}' is no access label. Choose public, members, officers, exempt, "
        f"or '{BODY}' and the name of a board or committee."
    )


def as_reason(written: str) -> str:
    """A reason as it is kept; raises BoardPapersError for none."""
    plain = " ".join(written.split())[:REASON_AT_MOST]
    if not plain:
        raise BoardPapersError("Say why the access is what it is: the reason is kept with it.")
    return plain


def as_paragraph(written: str) -> str:
    """Paragraphs of Schedule 12A as they are kept, "1, 3"; raises BoardPapersError for others.

    England has 1 to 7, Wales 12 to 18.
    """
    if not written.strip():
        return ""
    numbers = re.findall(r"\d+[A-Za-z]?", written)
    rest = re.sub(r"\d+[A-Za-z]?|\band\b|paragraphs?|[\s,;()&]", "", written, flags=re.I)
    if not numbers or rest or not all(_is_paragraph(number) for number in numbers):
        raise BoardPapersError(
            f"'{written[:40]}' is no paragraph of Schedule 12A. Give its number: 1 to 7 in "
            "England, 12 to 18 in Wales; several with commas between them."
        )
    return ", ".join(dict.fromkeys(numbers))


def paragraphs_in(mark: str) -> str:
    """The paragraphs of Schedule 12A that a mark names, "1, 3"; "" when it names none."""
    found: list[str] = []
    for part in re.findall(
        r"\bparagraphs?\s+((?:\(?\d{1,2}[A-Z]?\)?(?:\s*(?:,|and|&|or)\s*)?)+)", mark, re.I
    ):
        found += [number for number in re.findall(r"\d+[A-Za-z]?", part) if _is_paragraph(number)]
    return ", ".join(dict.fromkeys(found))


def _is_paragraph(number: str) -> bool:
    value = int(re.match(r"\d+", number)[0])  # type: ignore[index]
    return 1 <= value <= 7 or 12 <= value <= 18


def read_label(paper: Paper) -> str:
    """The label that a paper's own marks gave it, or its adder; "" when it bears none."""
    if paper.access_reason or paper.access_open or paper.access != "public":
        return canonical(paper.access)
    return ""


def why_read(paper: Paper) -> str:
    """How a paper's label was read, as a sentence."""
    mark = paper.access_reason or paper.access_open
    if mark:
        return f"It says: “{mark}”."
    if paper.access != "public":
        return "It was added as such, or stands under a mark of its pack."
    if paper.access_doubt:
        return f"It has no mark of its own, but it says: “{paper.access_doubt}”."
    return "It has no mark of its own."
