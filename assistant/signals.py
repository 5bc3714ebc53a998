"""What speaks for a passage as the answer to a question: named signals, each about -1 to 1."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.question import Question, fold_code
from assistant.times import newest_first, period_fit
from assistant.wants import FIGURES
from assistant.words import stem_tuple, stems_of
from corpus.papers import Paper, Passage
from corpus.sentences import split_sentences

SIGNALS = (
    "words_rank",
    "meaning",
    "meaning_rank",
    "covered",
    "covered_in_text",
    "covered_label",
    "covered_headings",
    "covered_title",
    "missing_rarest",
    "density",
    "pairs",
    "period_fits",
    "period_clashes",
    "newest",
    "code",
    "paragraph",
    "item",
    "asked_row",
    "asked_group",
    "asked_kind",
    "holds_asked",
    "agenda",
    "frontsheet",
    "leans",
    "best_sentence",
    "column_named",
    "decision_of_paper",
    "label_is_asked",
    "short",
)
"""Their names, in the order of the weights that rank them."""

_MONEY = re.compile(r"£\s?\d|£['’]?000|\d\s?(?:m|k|million|thousand)\b", re.I)
_PERCENT = re.compile(r"\d\s?%|per cent", re.I)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b20\d\d\b|\b\d{1,2}[:.]\d\d\s?[ap]m",
    re.I,
)
_NAME = re.compile(
    r"(?:\b[A-Z]\.?\s|\b[A-Z][a-z’'\-]+\s)[A-Z][a-z’'\-]+|"
    r"\bCouncillor|\bCllr|\bOfficer|\bDirector|\bHead of"
)
_MEANS = re.compile(
    r"\([A-Z][A-Za-z&]{1,7}s?\)|\b[A-Z]{2,7}\s*[|(–-]|means|(?:is|are) defined|refers? to|"
    r"is an?\b|represents?\b|comprises?\b",
    re.I,
)
_REASON = re.compile(
    r"\b(because|due to|as a result|reason|owing to|driven by|caused|result of|reflects)\b", re.I
)

ASKED = {
    "money": _MONEY,
    "percent": _PERCENT,
    "number": _NUMBER,
    "when": _DATE,
    "who": _NAME,
    "definition": _MEANS,
    "why": _REASON,
}
"""What an answer must show for what a question wants, by want."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage that a search offered, with what each search thought of it."""

    passage: Passage
    paper: Paper
    words_rank: int = 0
    """Its place among those found by words, from 1; 0 when not among them."""

    meaning_rank: int = 0
    meaning: float = 0.0
    """Cosine of its vector with the question's; 0.0 when unknown."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are in this library."""

    passages: int
    holding: Mapping[str, int]
    """Stem to how many passages hold it."""

    def of(self, stem: str) -> float:
        """Inverse document frequency: 0 for a word of every passage, about 8 for one in 3,000."""
        return math.log((self.passages + 1) / (self.holding.get(stem, 0) + 0.5))


def wanted_weights(question: Question, rarity: Rarity) -> dict[str, float]:
    """Stem to how much finding it tells: the question's weight times its rarity."""
    return {
        stem: value * max(0.3, rarity.of(stem)) for stem, value in question.weights.items() if value
    }


def covers(wanted: Mapping[str, float], question: Question, present: set[str]) -> dict[str, float]:
    """The part of the wanted stems that is present, an acronym by its expansion too.

    Written for speed: a question asks it of every passage and statement, some 1,400 times.
    """
    found = {}
    for stem, value in wanted.items():
        if stem in present:
            found[stem] = value
            continue
        best = 0.0
        for other, strength in question.synonyms.get(stem, {}).items():
            if strength > best and (
                other in present or (" " in other and present.issuperset(other.split()))
            ):
                best = strength
        if best:
            found[stem] = value * best
    return found


def signals_of(
    offered: Sequence[Offered], question: Question, rarity: Rarity
) -> list[dict[str, float]]:
    """A value for every signal, for every passage offered."""
    wanted = wanted_weights(question, rarity)
    total = sum(wanted.values()) or 1.0
    rarest = max(wanted, key=lambda stem: wanted[stem], default="")
    newest = newest_first([item.paper for item in offered])
    return [_signals(item, question, wanted, total, rarest, newest) for item in offered]


def _signals(
    item: Offered,
    question: Question,
    wanted: Mapping[str, float],
    total: float,
    rarest: str,
    newest: Mapping[str, float],
) -> dict[str, float]:
    passage, paper = item.passage, item.paper
    text = stem_tuple(passage.text)
    in_text = set(text)
    label = set(stem_tuple(passage.label))
    headings = set(stem_tuple(" ".join(passage.headings)))
    title = set(stem_tuple(f"{paper.title} {paper.body}"))
    everything = in_text | label | headings | title

    def part(present: set[str]) -> float:
        return sum(covers(wanted, question, present).values()) / total

    fits, clashes = period_fit(question, passage, paper)
    found_text = covers(wanted, question, in_text)
    return {
        "words_rank": 1 / (4 + item.words_rank) * 5 if item.words_rank else 0.0,
        "meaning": item.meaning,
        "meaning_rank": 1 / (4 + item.meaning_rank) * 5 if item.meaning_rank else 0.0,
        "covered": part(everything),
        "covered_in_text": sum(found_text.values()) / total,
        "covered_label": part(label),
        "covered_headings": part(headings),
        "covered_title": part(title),
        "missing_rarest": float(rarest not in covers({rarest: 1.0}, question, everything))
        if rarest
        else 0.0,
        "density": min(1.0, len(found_text) * 10 / (len(text) + 20)),
        "pairs": _pairs(question, text),
        "period_fits": fits,
        "period_clashes": clashes,
        "newest": newest.get(paper.id, 0.0),
        "code": _code(question, passage),
        "paragraph": float(bool(question.paragraphs & set(passage.paragraphs))),
        "item": _item(question, passage, paper),
        "asked_row": float(passage.kind == "row" and bool(question.wants & FIGURES)),
        "asked_group": float(
            passage.kind == "table" and bool(question.wants & {"compare", "list"})
        ),
        "asked_kind": _asked_kind(question, passage),
        "holds_asked": _holds_asked(question, passage),
        "agenda": float(paper.kind == "agenda"),
        "frontsheet": float(passage.kind == "frontsheet" and "who" not in question.wants),
        "leans": _leans(question, passage),
        "best_sentence": _best_sentence(passage, question, wanted, total, label),
        "column_named": _column_named(passage, question),
        "decision_of_paper": _asked_kind(question, passage) * part(title | headings),
        "label_is_asked": len(label & set(wanted)) / len(label) if label else 0.0,
        "short": float(len(text) < 12 and passage.kind != "resolution"),
    }


def _best_sentence(
    passage: Passage, question: Question, wanted: Mapping[str, float], total: float, label: set[str]
) -> float:
    """The most of the question that any one sentence or row holds, its name counted in."""
    lines = passage.text.split("\n")
    pieces = lines if passage.kind in ("row", "table") else split_sentences(passage.text)
    return max(
        sum(covers(wanted, question, set(stem_tuple(piece)) | label).values()) / total
        for piece in pieces
    )


def _column_named(passage: Passage, question: Question) -> float:
    from assistant.cells import choose_cells

    if passage.kind != "row" or not passage.cells:
        return 0.0
    return min(1.0, choose_cells(passage, question).score / 2)


def _pairs(question: Question, text: Sequence[str]) -> float:
    """How many neighbouring words of the question stand near each other in the passage."""
    asked = stems_of(question.standalone)
    pairs = list(pairwise(asked))
    if not pairs:
        return 0.0
    places: dict[str, list[int]] = {}
    for index, stem in enumerate(text):
        places.setdefault(stem, []).append(index)
    close = sum(
        any(abs(i - j) <= 3 for i in places.get(a, ()) for j in places.get(b, ())) for a, b in pairs
    )
    return close / len(pairs)


def _code(question: Question, passage: Passage) -> float:
    if not question.codes:
        return 0.0
    names = [_printed_code(code) for code in question.codes]
    if any(name.match(passage.label) for name in names):
        return 1.0
    text = f"{passage.text} {' '.join(passage.headings)}"
    return 0.6 if any(name.search(text) for name in names) else 0.0


@lru_cache(maxsize=1000)
def _printed_code(code: str) -> "re.Pattern[str]":
    """A folded code as it may stand in a paper, "CYP 25" for cyp25, and no longer one: P1.31."""
    spaced = r"\s?".join(map(re.escape, code))
    return re.compile(rf"(?<![\w.]){spaced}(?!\.?\d)", re.I)


def _item(question: Question, passage: Passage, paper: Paper) -> float:
    item = re.sub(r"[\s()]", "", (passage.item or paper.item).lower())
    return float(bool(item) and item in question.items)


def _asked_kind(question: Question, passage: Passage) -> float:
    if "decision" in question.wants:
        return float(passage.kind == "resolution")
    if "list" in question.wants:
        return float(passage.kind in ("list", "table"))
    if "who" in question.wants:
        return 0.5 * float(passage.kind == "frontsheet")
    return 0.0


def _holds_asked(question: Question, passage: Passage) -> float:
    tests = [ASKED[want] for want in question.wants if want in ASKED]
    if not tests:
        return 0.5
    return sum(bool(test.search(passage.text)) for test in tests) / len(tests)


def _leans(question: Question, passage: Passage) -> float:
    """A follow-up is most often about what was just cited: the same paper, the same row."""
    if not question.leans_on or not question.leans_on.cited:
        return 0.0
    same_paper = any(passage.paper_id == cited.paper_id for cited in question.leans_on.cited)
    same_label = any(
        passage.label and fold_code(passage.label)[:24] == fold_code(cited.label)[:24]
        for cited in question.leans_on.cited
    )
    return 0.4 * same_paper + 0.6 * same_label
