"""What the evidence states, sentence by sentence and row by row, and how well each answers."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.answers import Evidence
from assistant.cells import FIGURE_WORDS, answers_by_cells, choose_cells, figure_cells
from assistant.question import Question
from assistant.signals import ASKED, Rarity, covers, wanted_weights
from assistant.words import stem_tuple
from corpus.periods import named_periods
from corpus.sentences import split_sentences

WEIGHTS_FILE = Path(__file__).with_name("statements.json")

READ = 6
"""Statements are read in this many passages, the best ones."""

FRAGMENT_RUN = 60
"""Fragments are read together up to so many words."""

STATEMENT_SIGNALS = (
    "covered",
    "helped",
    "placed",
    "led_to",
    "meaning",
    "asked_held",
    "asked_missing",
    "period",
    "passage",
    "first_passage",
    "short",
    "fragment",
    "leads_in",
    "question",
    "row",
    "row_named",
    "row_for_figure",
    "figure",
    "resolution",
    "long",
)
"""Their names, in the order of the weights."""

_ITEM_MARK = re.compile(r"^(?:[•▪●–-]|\([ivxa-z0-9]{1,4}\))\s")
_MEASURE = re.compile(r"\s+(?=[A-Z]{1,6}\d{1,3}(?:[.\s]\d{1,2})[a-z]?\s+[A-Z])")
"""Where a measure's number begins inside a flattened table: "PED02 04 Monitor", "P1.3 Decrease"."""

_PARAGRAPH = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\s+[A-Z]")
"""A numbered paragraph's beginning: a fragment before it is its heading."""

_FIGURE_CELL = re.compile(r"[£(]?\d")
"""How a cell begins that says a figure in words: "1,006 in the year"."""

Similar = Callable[[str, Sequence[str]], list[float]]
"""Cosine of a question with each of some texts."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a table's row, where it stands, and how well it answers."""

    text: str
    evidence: Evidence
    place: int
    """Its place in its passage, from 0; -1 for a row's figures."""

    score: float
    meaning: float = 0.0
    """Cosine with the question."""

    row: bool = False
    """Whether it is a row that its cells answer for."""

    read: float | None = None
    """What the reader says of it, above 0 that it likely answers; None where it was not read."""


def score_statements(
    question: Question, evidence: Sequence[Evidence], rarity: Rarity, similar: Similar
) -> list[Statement]:
    """The statements of the best passages, best first."""
    weights = statement_weights()
    scored = []
    for statement, values in statement_signals(question, evidence, rarity, similar):
        score = sum(weights.get(name, 0.0) * value for name, value in values.items())
        scored.append(
            Statement(
                statement.text,
                statement.evidence,
                statement.place,
                score,
                statement.meaning,
                statement.row,
            )
        )
    return sorted(scored, key=lambda one: -one.score)


def statement_signals(
    question: Question, evidence: Sequence[Evidence], rarity: Rarity, similar: Similar
) -> list[tuple[Statement, dict[str, float]]]:
    """Every statement of the best passages in order, unscored, with a value for every signal."""
    found = [one for item in evidence[:READ] for one in statements_of(item)]
    if not found:
        return []
    wanted = wanted_weights(question, rarity)
    meanings = similar(question.standalone, [f"{_context(s.evidence)} {s.text}" for s in found])
    result = []
    previous: Statement | None = None
    for statement, meaning in zip(found, meanings, strict=True):
        before = previous if previous and previous.evidence is statement.evidence else None
        held = Statement(
            statement.text, statement.evidence, statement.place, 0.0, meaning, statement.row
        )
        result.append((held, _signals(held, before, question, wanted, evidence[0])))
        previous = statement
    return result


def statements_of(item: Evidence) -> list[Statement]:
    """The sentences of a passage and its row of figures, unscored."""
    found = [Statement(text, item, place, 0.0) for place, text in enumerate(pieces_of(item))]
    passage = item.passage
    if answers_by_cells(passage):
        named = [f"{cell.column} {cell.value}".strip() for cell in figure_cells(passage)]
        line = f"{passage.label}: {'; '.join(named)}"
        found.append(Statement(line, item, -1, 0.0, row=True))
    return found


def pieces_of(item: Evidence) -> list[str]:
    """The sentences of a passage; of a row of prose, of its longer cells but for its name.

    Lines that are no sentences (a flattened table, a heading and its figures)
    are read together, or a figure would lose what it counts.
    """
    passage = item.passage
    if passage.kind == "table":
        return []
    if passage.kind == "frontsheet":
        return [line for line in passage.text.split("\n") if line.strip()]
    if passage.kind != "row":
        return _glued(split_sentences(passage.text))
    pieces: list[str] = []
    line = passage.text.rsplit("\n", 1)[-1]
    name = _folded(passage.label)
    for cell in line.split(" | "):
        figure = bool(passage.cells) and bool(_FIGURE_CELL.match(cell)) and is_fragment(cell)
        short = len(cell.split()) <= FIGURE_WORDS
        if len(cell.split()) > 3 and not (figure and short) and _folded(cell) not in name:
            pieces.extend(_glued(split_sentences(cell)))
    return pieces


def is_fragment(text: str) -> bool:
    """Whether a piece is no sentence by itself: short, and ended by nothing."""
    return len(text.split()) < 14 and not re.search(r"[.!?;:]['\"”’)\]]*$", text)


@lru_cache(maxsize=1)
def statement_weights() -> Mapping[str, float]:
    """Signal to weight, as learned by `python -m evals.learn_statements`."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text("utf-8"))["weights"]
    return found


def _has_figure(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _signals(
    statement: Statement,
    before: Statement | None,
    question: Question,
    wanted: Mapping[str, float],
    first: Evidence,
) -> dict[str, float]:
    item, text = statement.evidence, statement.text
    passage = item.passage
    total = sum(wanted.values()) or 1.0
    own = set(stem_tuple(text))
    chosen = choose_cells(passage, question) if statement.row else None
    if statement.row:
        own |= set(stem_tuple(" ".join(cell.column for cell in passage.cells)))
    around = set(stem_tuple(_context(item)))
    place = around | set(stem_tuple(f"{' '.join(passage.headings)} {item.paper.title}"))

    def part(present: set[str]) -> float:
        return sum(covers(wanted, question, present).values()) / total

    covered = part(own)
    tests = [ASKED[want] for want in question.wants if want in ASKED]
    holds = sum(bool(test.search(text)) for test in tests) / len(tests) if tests else 0.0
    led = part(own | set(stem_tuple(before.text))) - covered if before else 0.0
    fragment = is_fragment(text) and not statement.row
    return {
        "covered": covered,
        "helped": part(own | around),
        "placed": part(own | place),
        "led_to": led * holds,
        "meaning": statement.meaning,
        "asked_held": holds,
        "asked_missing": float(bool(tests) and not holds),
        "period": _period(question, text if not statement.row else f"{text} {passage.period}"),
        "passage": max(-3.0, item.score - first.score),
        "first_passage": float(item is first),
        "short": float(len(text.split()) < 4 and not statement.row),
        "fragment": float(fragment and len(text.split()) < 8),
        "leads_in": float(text.rstrip().endswith(":")),
        "question": float(text.rstrip().endswith("?")),
        "row": float(statement.row),
        "row_named": float(chosen is not None and chosen.score > 0),
        "row_for_figure": float(
            statement.row and bool(question.wants & {"number", "money", "percent"})
        ),
        "figure": float(_has_figure(text)),
        "resolution": float(passage.kind == "resolution" and "decision" in question.wants),
        "long": min(1.0, len(text.split()) / 60),
    }


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _glued(parts: Sequence[str]) -> list[str]:
    glued: list[str] = []
    open_fragment = False
    for part in (piece for whole in parts for piece in _MEASURE.split(whole)):
        fragment = is_fragment(part)
        short = bool(glued) and len(glued[-1].split()) < FRAGMENT_RUN
        begins = bool(_ITEM_MARK.match(part) or _MEASURE.match(f" {part}"))
        if open_fragment and _PARAGRAPH.match(part) and not _has_figure(glued[-1]):
            glued[-1] = part
        elif open_fragment and short and not begins:
            glued[-1] = f"{glued[-1]} {part}"
        else:
            glued.append(part)
        open_fragment = fragment and not _ITEM_MARK.match(part)
    return glued


def _context(item: Evidence) -> str:
    passage = item.passage
    last = passage.headings[-1] if passage.headings else item.paper.title
    return f"{passage.label or last}: "


def _period(question: Question, text: str) -> float:
    """1 when the text names the time asked for, below 0 when it names another alone."""
    if not question.periods and not question.quarters:
        return 0.0
    named = named_periods(text)
    if any(p.label == w.label or w.covers(p) for p in named for w in question.periods):
        return 1.0
    if any(p.quarter in question.quarters for p in named if p.quarter):
        return 1.0
    if named and not any(p.meets(w) for p in named for w in question.periods):
        return -0.7
    return 0.0
