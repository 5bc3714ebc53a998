"""A model's draft and its evidence to statements, each checked against what it cites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Citation, Evidence
from assistant.figures import faults_in
from assistant.grounds import everything_in
from assistant.moments import without_moments
from assistant.orders import TAKEN_OUT
from assistant.reply_text import plain
from assistant.tables import row_line
from assistant.words import stem_tuple
from corpus.sentences import sentences

KEY = re.compile(r"\s*\[(\d{1,3})\]")
"""A key as the prompt asks for it. Three digits at most, so that [2024] stays a year."""

SHARED = 0.25
"""Of a sentence's words at least this share must stand in what it cites. A guess; held by the
honest sentences of the tests, which all pass it."""

FEW_WORDS = 3
"""With fewer telling words than this a sentence rests on its figures, which are checked."""

BARE = 2
"""A sentence of so few words may have none that tell: "Yes." """

CUT = "[…]"
"""What stands where a sentence was left out."""

NO_KEY = "no passage is cited for it"
NO_SUCH_KEY = "what it cites was never given"
OTHER_WORDS = "what it cites is about something else"

_GAP = re.compile(
    r"\b(?:papers?|passages?|reports?|documents?|evidence|minutes|text)\b[^.]{0,40}?"
    r"\b(?:do|does|did|are|is)\s?(?:not|n[’']t)\s(?:\w+\s)?(?:say|saying|give|state|mention|hold|"
    r"contain|include|show|specify|explain|name|provide|cover|answer|set out|record|report|clear)"
    r"|\b(?:not|nothing|no \w+(?: \w+)?)\s(?:is\s)?(?:(?:given|stated|found|mentioned)\s)?in\s"
    r"the (?:papers?|passages?|reports?|documents?|evidence)",
    re.I,
)
_TURNS = re.compile(r"\b(?:but|however|although|though|except|yet|nevertheless)\b|[;:]", re.I)
_BULLET = re.compile(r"^\s*(?:[-•*–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a draft, and whether the evidence holds what it says."""

    text: str
    """Without keys and bullets."""

    keys: tuple[int, ...]
    """Those that were given, in order; invented ones are gone."""

    faults: tuple[str, ...] = ()
    """Why it is not shown; empty when it stands."""

    gap: bool = False
    """Whether it only says that the papers do not say something."""

    line: int = 0
    """The draft's line that it stood in, from 0."""

    bullet: bool = False

    leads: bool = False
    """Whether it only introduces what follows it ("The reasons are:")."""

    @property
    def supported(self) -> bool:
        """Whether it may be shown as what the papers say."""
        return not self.faults and not self.gap and not self.leads


def check(draft: str, evidence: Sequence[Evidence]) -> list[Statement]:
    """The sentences of a draft in order, each with what is wrong with it.

    A sentence without a key takes those of the next one in its line, when it
    holds against them. Nothing is left out here: see `shown`.
    """
    given = {item.key: item for item in evidence}
    statements: list[Statement] = []
    for number, line in enumerate(plain(draft).split("\n")):
        found = list(_statements(line, number))
        for place, (statement, keys) in enumerate(found):
            if not keys and not _needs_no_key(statement):
                keys = next((other for _, other in found[place + 1 :] if other), ())
            statements.append(_checked(statement, keys, given, evidence))
    return statements


def _statements(line: str, number: int) -> Iterator[tuple[Statement, tuple[int, ...]]]:
    """The sentences of a line with their keys; keys that stand alone are the last one's."""
    bullet = bool(_BULLET.match(line))
    found: list[tuple[str, tuple[int, ...]]] = []
    for sentence in sentences(_BULLET.sub("", line)):
        keys = tuple(int(key) for key in KEY.findall(sentence))
        text = re.sub(r"\s+([.,;:!?])", r"\1", KEY.sub("", sentence)).strip()
        if re.search(r"\w", text):
            found.append((text, keys))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + keys)
    for place, (text, keys) in enumerate(found):
        one = Statement(text, (), line=number, bullet=bullet and not place)
        yield one, tuple(dict.fromkeys(keys))


def _needs_no_key(statement: Statement) -> bool:
    return is_gap(statement.text) or _leads(statement.text)


def is_gap(text: str) -> bool:
    """Whether a sentence says that the papers do not say something, and nothing beside."""
    said = _GAP.search(text)
    figures = re.search(r"\d|£|%", without_moments(text))
    return bool(said) and not figures and not _TURNS.search(text)


def _leads(text: str) -> bool:
    return text.endswith(":") and len(text.split()) <= 12 and not re.search(r"\d|£", text)


def _checked(
    statement: Statement,
    keys: Sequence[int],
    given: dict[int, Evidence],
    evidence: Sequence[Evidence],
) -> Statement:
    known = tuple(key for key in keys if key in given)
    if not known:
        if keys:
            return replace(statement, faults=(NO_SUCH_KEY,))
        if is_gap(statement.text):
            return replace(statement, gap=True)
        if _leads(statement.text):
            return replace(statement, leads=True)
        return replace(statement, faults=(NO_KEY,))
    cited = [given[key] for key in known]
    faults = faults_in(statement.text, cited, evidence)
    if not faults and is_gap(statement.text):
        return replace(statement, gap=True)
    if not faults and not _shares_words(statement.text, cited):
        faults = [OTHER_WORDS]
    return replace(statement, keys=known, faults=tuple(faults))


def _shares_words(text: str, cited: Sequence[Evidence]) -> bool:
    """Whether a sentence speaks of what it cites at all; "Yes" and bare figures need not."""
    words = {word for word in stem_tuple(text) if not word[0].isdigit()}
    if len(words) < FEW_WORDS and re.search(r"\d", text):
        return True
    if not words:
        return len(text.split()) <= BARE
    held = {stem for item in cited for stem in stem_tuple(_without_remarks(item))}
    return len(words & held) >= max(1.0, SHARED * len(words))


def _without_remarks(item: Evidence) -> str:
    return everything_in(item).replace(TAKEN_OUT, "")


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a draft is shown, with keys counted anew from 1."""

    text: str
    citations: tuple[Citation, ...]
    cut: tuple[str, ...]
    """Each sentence left out, with why."""


def shown(statements: Sequence[Statement], evidence: Sequence[Evidence]) -> Shown:
    """The statements that stand, with a mark where one was left out.

    Sources are numbered in the order in which they are first cited.
    """
    given = {item.key: item for item in evidence}
    order = list(dict.fromkeys(key for one in statements if not one.faults for key in one.keys))
    anew = {key: place for place, key in enumerate(order, 1)}
    lines: dict[int, list[str]] = {}
    for one in statements:
        line = lines.setdefault(one.line, ["-"] if one.bullet else [])
        if one.faults:
            if line[-1:] != [CUT]:
                line.append(CUT)
            continue
        marks = "".join(f"[{anew[key]}]" for key in one.keys)
        line.append(_with_marks(one.text, marks))
    text = "\n".join(" ".join(line) for line in lines.values())
    citations = tuple(
        Citation(anew[key], given[key].passage, given[key].paper, _quote(given[key], statements))
        for key in order
    )
    cut = tuple(f"{one.text} ({'; '.join(one.faults)})" for one in statements if one.faults)
    return Shown(text, citations, cut)


def _with_marks(text: str, marks: str) -> str:
    if not marks:
        return text
    end = re.search(r"[.!?][\"'”’)]*$", text)
    return f"{text[: end.start()]} {marks}{end[0]}" if end else f"{text} {marks}"


def _quote(item: Evidence, statements: Sequence[Statement]) -> str:
    """The sentence of the passage nearest to what cites it; a row whole."""
    passage = item.passage
    if passage.kind in ("row", "table"):
        return row_line(passage) if passage.kind == "row" else passage.text
    said = {
        stem
        for one in statements
        if item.key in one.keys and not one.faults
        for stem in stem_tuple(one.text)
    }
    pieces = sentences(passage.text)
    return max(pieces, key=lambda piece: len(said & set(stem_tuple(piece))), default=passage.text)
