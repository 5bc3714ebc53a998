"""A paper's elements cut into passages: paragraph groups, lists, resolutions, rows and tables.

Never across items or sections; short enough to quote, long enough to understand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from corpus.papers import PageStart, Paper, Passage, content_id
from corpus.periods import day, first_date, periods_in
from corpus.replies import is_question_number, is_reply
from corpus.sentences import sentences
from ingest.context import context_of, split_long
from ingest.elements import Element
from ingest.exempt import appendix_name, exempt_appendices, in_exempt_part, is_mark
from ingest.headings import HELD_ON
from ingest.lines import SECTION, is_signature, without_continued
from ingest.structure import StructuredPaper
from ingest.table_passages import table_passages
from ingest.turns import Stretch, letters, page_starts, without

ENOUGH_WORDS = 45
"""A passage this long does not take in the next numbered paragraph."""

LEAST_WORDS = 25
"""A passage this long is closed before a sentence that leads a list in: it goes with its list."""

MOST_WORDS = 150
"""A passage is closed before it grows longer; 8 of them stay under 1,500 words."""

MINOR_HEADING = 6
"""A heading of this level or deeper does not close a passage that is still short."""

LEAD_WORDS = 40
"""A longer paragraph before a list gives the list's later passages its last sentence alone."""

LED_WORDS = 200
"""A sentence that leads something in, and the paragraph behind it, stay together up to here."""

PART_WORDS = 170
"""A single paragraph longer than this is cut at sentence ends."""


def cut_passages(structured: StructuredPaper) -> list[Passage]:
    """The passages of one paper, in reading order; neighbours have neighbouring numbers."""
    appendices = _exempt_appendices(structured)
    cut: list[Passage] = []
    for group in _groups(structured.elements):
        paper = structured.paper
        marked = paper.kind != "agenda" and in_exempt_part(_headings(group), appendices)
        if marked:
            paper = replace(paper, access="exempt")
        if group[0].kind == "table":
            made = list(table_passages(group[0], paper, _caption(group[0])))
        else:
            made = list(_prose(group, paper))
        cut.extend(replace(passage, marked="exempt") if marked else passage for passage in made)
    return _numbered(cut)


def _exempt_appendices(structured: StructuredPaper) -> frozenset[str]:
    """Appendices that the paper says are exempt, and those that a mark inside says are."""
    elements = structured.elements
    named = exempt_appendices(element.text for element in elements)
    inside = (
        e.headings[0]
        for e in elements
        if e.kind not in ("heading", "table") and e.headings and is_mark(e.text)
    )
    return named | {name for heading in inside if (name := appendix_name(heading))}


def _headings(group: Sequence[Element]) -> tuple[str, ...]:
    first = group[0]
    return (*first.headings, first.text) if first.kind == "heading" else first.headings


def _groups(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Elements that belong in one passage, a heading with what it heads."""
    group: list[Element] = []
    for element, following in zip_longest(elements, elements[1:]):
        if element.kind == "table":
            headings = _trailing_headings(group)
            before = group[: len(group) - len(headings)]
            before += [heading for heading in headings if not _is_over(heading, element)]
            if before:
                yield before
            yield [element]
            group = []
            continue
        leads = following is not None and (
            following.lead == element.text or _leads_in(element, following)
        )
        if group and (_closes(group, element) or (leads and _words(group) >= LEAST_WORDS)):
            headings = _trailing_headings(group)
            if len(headings) < len(group):
                yield group[: len(group) - len(headings)]
                group = headings
        group.append(element)
    if group:
        yield group


def _leads_in(element: Element, following: Element) -> bool:
    """Whether a paragraph announces the next, as one over items without bullets does.

    A question that is put announces its reply.
    """
    kinds = (element.kind, following.kind)
    if kinds == ("paragraph", "paragraph") and element.text.rstrip().endswith((":", ":-")):
        return True
    return set(kinds) <= {"paragraph", "item"} and is_reply(element.text, following.text)


def _words(group: Sequence[Element]) -> int:
    return sum(len(element.text.split()) for element in group)


def _is_over(heading: Element, element: Element) -> bool:
    """Whether an element stands under a heading, so that its own headings tell it."""
    text = without_continued(heading.text.strip().rstrip(":").strip())
    return any(text.endswith(over) for over in element.headings)


def _trailing_headings(group: Sequence[Element]) -> list[Element]:
    """The headings at a group's end: they head what comes next."""
    trailing: list[Element] = []
    for element in reversed(group):
        if element.kind != "heading":
            break
        trailing.insert(0, element)
    return trailing


def _closes(group: Sequence[Element], element: Element) -> bool:
    last = group[-1]
    words = _words(group)
    if element.kind == "heading":
        small = 0 < words < ENOUGH_WORDS and last.kind not in ("field", "resolution")
        minor = element.level >= MINOR_HEADING and not SECTION.match(element.text)
        return not (minor and small) or is_question_number(element.text)
    if last.kind == "heading":
        inner = [other for other in group if other.kind != "heading"]
        return bool(inner) and words + len(element.text.split()) > MOST_WORDS
    if element.kind == "field" or last.kind == "field":
        return element.kind != last.kind
    if element.minute != last.minute or is_signature(element.text):
        return True
    if element.headings != last.headings:
        return True
    size = len(element.text.split())
    if _leads_in(last, element):
        return words + size > LED_WORDS
    if element.lead and last.text != element.lead and not last.lead:
        return words > ENOUGH_WORDS
    if element.kind == "resolution" and last.kind != "resolution":
        return True
    if last.kind == "resolution" and element.kind != "resolution":
        return True
    if element.lead and (last.lead == element.lead or last.text == element.lead):
        return words + size > MOST_WORDS
    if element.number and words >= ENOUGH_WORDS:
        return True
    return words + size > MOST_WORDS or (
        words >= ENOUGH_WORDS and not last.lead and words + size > 110
    )


def _prose(group: Sequence[Element], paper: Paper) -> Iterator[Passage]:
    inner = [element for element in group if element.kind != "heading"] or list(group)
    first = inner[0]
    over = group[: group.index(first)]
    told = all(_is_over(heading, first) for heading in over)  # else one has nothing under it
    stretches = [_stretch(element) for element in (group[len(over) :] if told else group)]
    if first.led and all(first.lead != stretch.text for stretch in stretches):
        stretches.insert(0, _last_sentence(first.led))
    numbers = tuple(
        dict.fromkeys(
            e.number for e in inner if "." in e.number or (e.kind == "paragraph" and e.number)
        )
    )
    kind = _kind(inner)
    here = PageStart(0, first.first_page, first.label)
    passed = 0
    for part in _parts([stretch.text for stretch in stretches]):
        text = "\n".join(part)
        starts = page_starts(text, stretches, here.page, passed)
        if passed and starts and not starts[0].offset:
            here, starts = starts[0], starts[1:]
        period = _period(text, first.headings, paper)
        headings = first.headings
        context = context_of(paper, headings, period)
        yield Passage(
            id=content_id(paper.id, text),
            paper_id=paper.id,
            text=text,
            first_page=here.page,
            last_page=max([here.page, *(start.page for start in starts)]),
            kind=kind,
            search_text=f"{context}\n{text}",
            printed_page=here.printed_page,
            item=paper.item,
            paragraphs=numbers,
            headings=headings,
            period=period,
            label=first.minute,
            access=paper.access,
            page_starts=starts,
        )
        passed += letters(text)
        here = starts[-1] if starts else here


def _last_sentence(led: Stretch) -> Stretch:
    """A lead-in as it is, or where it ends a long paragraph its own sentence alone."""
    if len(led.text.split()) <= LEAD_WORDS:
        return led
    before = sentences(led.text)[:-1]
    return without(led, letters("".join(before)))


def _stretch(element: Element) -> Stretch:
    return Stretch(element.text, element.first_page, element.label, element.turns)


def _kind(elements: Sequence[Element]) -> str:
    kinds = {element.kind for element in elements}
    if kinds == {"heading"}:
        return "heading"
    if "resolution" in kinds:
        return "resolution"
    if kinds == {"field"}:
        return "frontsheet"
    return "list" if "item" in kinds else "paragraph"


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines as they are, or cut at sentence ends when one paragraph is too long."""
    if sum(len(line.split()) for line in lines) <= PART_WORDS + 60:
        yield list(lines)
        return
    part: list[str] = []
    for line in lines:
        for piece in split_long(line, PART_WORDS):
            if part and sum(len(p.split()) for p in part) + len(piece.split()) > PART_WORDS:
                yield part
                part = []
            part.append(piece)
    if part:
        yield part


def _period(text: str, headings: Sequence[str], paper: Paper) -> str:
    """The one period that the passage names, else its headings', else its paper's.

    Of minutes of several meetings in one paper, the day of the meeting that it stands under.
    """
    for source in (text, " ".join(headings)):
        quarters = [period for period in periods_in(source) if period.quarter]
        if len(quarters) == 1:
            return quarters[0].label
        if len(quarters) > 1:
            own = [period.label for period in quarters if period.label == paper.period]
            return own[0] if own else quarters[0].label
    met = next(filter(None, map(HELD_ON.match, headings)), None)
    held = first_date(met[1]) if met else None
    return day(held).label if held else paper.period


def _caption(element: Element) -> str:
    """What stands right over a table: its lead-in sentence when short, else the last heading."""
    if element.lead and len(element.lead.split()) <= 40:
        return element.lead
    return element.headings[-1] if element.headings else ""


def _numbered(cut: Sequence[Passage]) -> list[Passage]:
    """Each with its place, and an id of its own where the same words stand twice."""
    seen: dict[str, int] = {}
    numbered = []
    for order, passage in enumerate(cut):
        seen[passage.id] = seen.get(passage.id, 0) + 1
        again = seen[passage.id]
        own = passage.id if again == 1 else content_id(passage.id, str(again))
        numbered.append(replace(passage, id=own, order=order))
    return numbered
