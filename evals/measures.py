"""Each measure of one answer to one case: a function whose docstring is its definition.

A measure is None where it does not apply: a page measure for a case that names no page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2

from evals.cases import Case
from evals.facts import figures_in, holds, holds_figure, holds_quote, same_paper
from evals.records import Record, Shown

MOST_WORDS = 160
"""An answer that hides its fact in a page of text is no answer (DESIGN.md, section 5)."""

RETRIEVED_WORDS = 1500
"""Passages past this many words together do not count as retrieved: nobody reads them."""

Value = float | bool | None


def facts(case: Case, record: Record) -> Value:
    """The answer holds one alternative of every group that the case expects."""
    return not missing_facts(case, record.answer)


def right(case: Case, record: Record) -> Value:
    """Every expected fact is in the answer, nothing rejected is, it does not abstain, and it has
    at most 160 words; for a case that the papers do not answer: it abstains.
    """
    return not why_wrong(case, record)


def cited(case: Case, record: Record) -> Value:
    """At least one citation supports the case: see `supports`."""
    return any(supports(case, passage) for passage in record.citations)


def right_and_cited(case: Case, record: Record) -> Value:
    """The answer is right and cited."""
    return bool(right(case, record) and cited(case, record))


def page_right(case: Case, record: Record) -> Value:
    """A citation names a page of the PDF on which the case says that its facts stand."""
    places = [(source.document, source.page) for source in case.evidence if source.page]
    if not places:
        return None
    return any(
        passage.page == page and same_paper(passage.document, document)
        for passage in record.citations
        for document, page in places
    )


def citation_precision(case: Case, record: Record) -> Value:
    """The share of the citations that support the case; 0 without citations."""
    if not record.citations:
        return 0.0
    return sum(supports(case, passage) for passage in record.citations) / len(record.citations)


def citation_recall(case: Case, record: Record) -> Value:
    """The share of the expected facts that some citation of the right paper holds."""
    return _share_held(case, record.citations)


def abstained(case: Case, record: Record) -> Value:
    """The answer says that there is none: wrong for an answerable case, else right."""
    return record.abstained


def rank(case: Case, record: Record) -> int | None:
    """The place, from 1, of the first retrieved passage that supports the case; None if none."""
    return next(iter(_supporting_ranks(case, record)), None)


def hit_at(k: int) -> Callable[[Case, Record], Value]:
    """One of the first `k` retrieved passages supports the case (also called success at k)."""
    return lambda case, record: (rank(case, record) or k + 1) <= k


def recall_at(k: int) -> Callable[[Case, Record], Value]:
    """The share of the expected facts that the first `k` passages of the right papers hold."""
    return lambda case, record: _share_held(case, read_passages(record)[:k])


def reciprocal_rank(case: Case, record: Record) -> Value:
    """One over the place of the first passage that supports the case; 0 if none does."""
    first = rank(case, record)
    return 1 / first if first else 0.0


def ndcg_at_8(case: Case, record: Record) -> Value:
    """Discounted gain of the first 8 passages, over that of the same passages in the best order.

    A passage's gain is 1 if it supports the case, else 0; place n is discounted by log2(n + 1)
    (Järvelin and Kekäläinen 2002). Passages that were not retrieved are not judged, so this
    says how well what was found is ordered: 0 if nothing found supports the case.
    """
    ranks = _supporting_ranks(case, record)
    gain = sum(1 / log2(place + 1) for place in ranks if place <= 8)
    best = sum(1 / log2(place + 1) for place in range(1, min(len(ranks), 8) + 1))
    return gain / best if best else 0.0


def unsupported_figures(case: Case, record: Record) -> Value:
    """How many figures of the answer stand in none of its citations.

    A citation holds a figure in its text, its quote, or its title, item, paragraph and page.
    Answers that abstain claim nothing, so they have none.
    """
    return 0.0 if record.abstained else float(len(loose_figures(record)))


def words(case: Case, record: Record) -> Value:
    """Words of the answer, split at spaces."""
    return float(len(record.answer.split()))


def seconds(case: Case, record: Record) -> Value:
    """Seconds from question to whole answer."""
    return record.seconds


def failed(case: Case, record: Record) -> Value:
    """There is no answer: it stopped with an error, or the file holds no record for the case."""
    return record.failed


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's place in tables: its short name, its name for people, and whom it is for."""

    name: str
    label: str
    of: Callable[[Case, Record], Value]
    answerable: bool | None = True
    """Measured on answerable cases, on the others, or (None) on all."""

    better: str = "higher"
    """"higher" or "lower"."""


MEASURES = (
    Measure("right", "Right", right),
    Measure("right_and_cited", "Right, and cited", right_and_cited),
    Measure("facts", "All facts in the answer", facts),
    Measure("cited", "A citation holds the fact", cited),
    Measure("page_right", "A citation names the right page", page_right),
    Measure("cite_precision", "Citations that hold the fact", citation_precision),
    Measure("cite_recall", "Facts that a citation holds", citation_recall),
    Measure("declined_rightly", "Rightly said 'not in the papers'", abstained, answerable=False),
    Measure("abstained_wrongly", "Wrongly said 'not in the papers'", abstained, better="lower"),
    Measure(
        "unsupported_figures",
        "Figures without a source, an answer",
        unsupported_figures,
        answerable=None,
        better="lower",
    ),
    Measure("hit@1", "Fact in the first passage", hit_at(1)),
    Measure("hit@4", "Fact in the first 4 passages", hit_at(4)),
    Measure("hit@8", "Fact in the first 8 passages", hit_at(8)),
    Measure("recall@1", "Share of the facts in the first passage", recall_at(1)),
    Measure("recall@4", "Share of the facts in the first 4", recall_at(4)),
    Measure("recall@8", "Share of the facts in the first 8", recall_at(8)),
    Measure("mrr", "Reciprocal rank of the fact", reciprocal_rank),
    Measure("ndcg@8", "Order of the first 8 (nDCG)", ndcg_at_8),
    Measure("words", "Words an answer", words, better="lower"),
    Measure("seconds", "Seconds an answer", seconds, answerable=None, better="lower"),
    Measure("errors", "Without an answer", failed, answerable=None, better="lower"),
)
MEASURE = {measure.name: measure for measure in MEASURES}


def supports(case: Case, passage: Shown) -> bool:
    """Whether a passage comes from a paper of the case and holds its quote or all its facts."""
    sources = [source for source in case.evidence if same_paper(passage.document, source.document)]
    if any(source.quote and holds_quote(passage.text, source.quote) for source in sources):
        return True
    return bool(sources and case.expect) and not missing_facts(case, passage.text)


def missing_facts(case: Case, text: str) -> list[tuple[str, ...]]:
    """The groups of expected facts of which the text holds no alternative."""
    return [group for group in case.expect if not any(holds(text, fact) for fact in group)]


def why_wrong(case: Case, record: Record) -> list[str]:
    """Why the answer does not count as right, as phrases for a person; empty when it does."""
    if record.failed and not record.answer:
        return [_failure(record)]
    if not case.answerable:
        return [] if record.abstained else ["answered, though the papers do not hold the answer"]
    reasons = ["said that the papers do not hold it"] if record.abstained else []
    reasons += [f"lacks {' or '.join(group)}" for group in missing_facts(case, record.answer)]
    reasons += [f"holds {bad}, which is wrong" for bad in case.reject if holds(record.answer, bad)]
    length = len(record.answer.split())
    if length > MOST_WORDS:
        reasons.append(f"has {length} words, more than {MOST_WORDS}")
    return reasons


def loose_figures(record: Record) -> list[str]:
    """The figures of the answer that none of its citations holds, in their order."""
    sources = [
        f"{one.text} {one.quote} {one.title} {one.place} {one.page or ''}"
        for one in record.citations
    ]
    return [
        figure
        for figure in figures_in(record.answer)
        if not any(holds_figure(source, figure) for source in sources)
    ]


def read_passages(record: Record) -> Sequence[Shown]:
    """The retrieved passages up to the number of words that counts; the first one always."""
    total = 0
    for count, passage in enumerate(record.passages):
        total += len(passage.text.split())
        if total > RETRIEVED_WORDS and count:
            return record.passages[:count]
    return record.passages


def _failure(record: Record) -> str:
    if record.missing:
        return "no record of an answer"
    return f"stopped with an error: {record.reason or 'no reason given'}"


def _supporting_ranks(case: Case, record: Record) -> list[int]:
    found = enumerate(read_passages(record), start=1)
    return [place for place, passage in found if supports(case, passage)]


def _share_held(case: Case, passages: Sequence[Shown]) -> float | None:
    """None where the case names no paper or no fact."""
    if not case.evidence or not case.expect:
        return None
    texts = [
        passage.text
        for passage in passages
        if any(same_paper(passage.document, source.document) for source in case.evidence)
    ]
    held = [any(holds(text, one) for text in texts for one in group) for group in case.expect]
    return sum(held) / len(held)
