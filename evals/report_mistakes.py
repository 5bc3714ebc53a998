"""The part of a report that shows what went wrong: each answer beside the fact and its passage."""

from collections.abc import Sequence
from html import escape

from evals.cases import Case
from evals.measures import cited, rank, supports, why_wrong
from evals.records import Record, Shown
from evals.report_page import facts_list, paragraph, quoted, section, table
from evals.scoring import Scored


def wrong_answers(scored: Sequence[Scored]) -> str:
    """Every answer that does not count as right, with what was expected and where it stands."""
    wrong = [one for one in scored if not one.values["right"]]
    if not wrong:
        return section("Answers that are not right", paragraph("There are none."))
    said = paragraph(f"{len(wrong)} of {len(scored)} answers do not count as right.")
    return section("Answers that are not right", said, *map(_mistake, wrong))


def right_without_source(scored: Sequence[Scored]) -> str:
    """The right answers of which no citation holds the fact; "" when there are none."""
    loose = [
        one
        for one in scored
        if one.case.answerable and one.values["right"] and not one.values["cited"]
    ]
    if not loose:
        return ""
    rows = [(str(one.case.id), one.case.question, _cites(one.record)) for one in loose]
    headings = ("Case", "Question", "What it cites")
    return section(
        "Right, but the citation does not hold the fact",
        table("Right answers whose citations do not hold the fact", headings, rows),
    )


def what_became_of_it(case: Case, record: Record) -> str:
    """How far the passage that holds the fact came on its way into the answer."""
    if not case.answerable or record.failed:
        return ""
    if cited(case, record):
        return "It was found and cited; the answer does not give its fact in full."
    place = rank(case, record)
    if place:
        return f"It was found, in place {place}, and not cited."
    return "It was not among the passages found."


def _mistake(one: Scored) -> str:
    case, record = one.case, one.record
    pairs = [
        ("Asked before", escape(" – ".join(case.history))),
        ("Answer", escape(record.answer) or "none"),
        ("Why it is not right", escape("; ".join(why_wrong(case, record)))),
        ("Expected", escape("; ".join(" or ".join(group) for group in case.expect))),
        ("Where it stands", _where(case, record)),
        ("The passage", escape(what_became_of_it(case, record))),
        ("What it cites", _cited_html(record)),
    ]
    heading = f'<h3>{escape(case.question)} <span class="quiet">({escape(str(case.id))}, '
    return f"<article>{heading}{escape(case.kind)})</span></h3>{facts_list(pairs)}</article>"


def _where(case: Case, record: Record) -> str:
    """Paper and page of each source, and the words that hold the fact, as found or as given."""
    parts = []
    for source in case.evidence:
        page = f", PDF page {source.page}" if source.page else ""
        parts.append(escape(source.document + page) + quoted(source.quote))
    found = next((one for one in _seen(record) if supports(case, one)), None)
    if found and found.text not in {source.quote for source in case.evidence}:
        parts.append("As retrieved:" + quoted(found.text, start=_fact_at(case, found.text)))
    return "".join(f"<div>{part}</div>" for part in parts)


def _fact_at(case: Case, text: str) -> int:
    """Where the first expected fact that stands in the text as written begins; 0 if none does."""
    places = [text.lower().find(fact.lower()) for group in case.expect for fact in group]
    return next((place for place in places if place >= 0), 0)


def _seen(record: Record) -> tuple[Shown, ...]:
    return record.citations + record.passages


def _cited_html(record: Record) -> str:
    return "".join(
        f"<div>{escape(_name(one))}{quoted(one.quote or one.text, 300)}</div>"
        for one in record.citations
    )


def _cites(record: Record) -> str:
    return "; ".join(_name(one) for one in record.citations) or "nothing"


def _name(one: Shown) -> str:
    return one.document + (f", PDF page {one.page}" if one.page else "")
