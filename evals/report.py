"""A scored run as one HTML page that can be shown to a committee, printed and kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from evals.charts import Bar, bars
from evals.facts import same_paper
from evals.measures import MEASURES, MOST_WORDS, loose_figures
from evals.report_mistakes import right_without_source, wrong_answers
from evals.report_page import facts_list, page, paragraph, scrolled, section, table
from evals.scoring import Figure, Part, Scored, Summary, summarise
from evals.tables import shown

KIND_NAMES = {
    "fact": "A fact",
    "table": "A figure in a table",
    "period": "A figure for a period",
    "compare": "A comparison",
    "list": "A list",
    "decision": "A decision",
    "who": "Who",
    "definition": "What a term means",
    "followup": "A follow-up question",
    "unanswerable": "Not in the papers",
    "offtopic": "Off the subject",
}
"""Kinds of question as a committee would call them."""

TITLE = "How well the assistant answers"


def report_html(scored: Sequence[Scored], meta: Mapping[str, Any], title: str = TITLE) -> str:
    """The whole report. `meta` is what the run kept beside its answers; it may be empty."""
    summary = summarise(scored)
    sections = [
        _headlines(summary),
        _parts("By kind of question", "Kind of question", _named(summary.by_kind)),
        _parts("By paper", "Paper", _titled(summary.by_paper, scored)) if summary.by_paper else "",
        _finding(summary),
        wrong_answers(scored),
        right_without_source(scored),
        _figures(scored),
        _all_measures(summary),
        _how(meta),
    ]
    return page(title, _opening(scored, summary, meta), sections, _footer(meta))


def _opening(scored: Sequence[Scored], summary: Summary, meta: Mapping[str, Any]) -> str:
    models = sorted({one.record.model for one in scored if one.record.model})
    written = f", answers written by {', '.join(models)}" if models else ""
    others = summary.cases - summary.answerable
    opening = paragraph(
        f"{summary.cases} questions with known answers were put to the assistant"
        f"{_on(meta)}{written}. The papers answer {summary.answerable} of them; for the other "
        f"{others} the right reply is that they do not."
    )
    if any(_not_public(one) for one in scored):
        opening += (
            '<p class="warning">This report quotes papers that are not public. '
            "Do not publish it, and share it only with people who may see them.</p>"
        )
    return opening


def _not_public(one: Scored) -> bool:
    quoted = (*one.record.citations, *one.record.passages)
    return any(passage.access not in ("", "public") for passage in quoted)


def _on(meta: Mapping[str, Any]) -> str:
    date = _date(meta)
    return f" on {date}" if date else ""


def _date(meta: Mapping[str, Any]) -> str:
    """As people write it, "3 February 2026"; "" when the run kept none."""
    try:
        day = datetime.fromisoformat(str(meta.get("date", "")))
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def _headlines(summary: Summary) -> str:
    cards = [
        _card("Right answers", summary.figures.get("right")),
        _card("Right, with a citation that holds the fact", summary.figures.get("right_and_cited")),
        _card("A citation opens at the right page", summary.figures.get("page_right")),
        _card("Rightly said that the papers do not say", summary.figures.get("declined_rightly")),
        _card("Wrongly said that the papers do not say", summary.figures.get("abstained_wrongly")),
        f"<li><b>{summary.unsupported_figures}</b><span>Figures in answers that stand in none of "
        'their citations</span><span class="quiet">should be 0</span></li>',
    ]
    if summary.median_seconds is not None and summary.p95_seconds is not None:
        cards.append(
            f"<li><b>{summary.median_seconds:.1f} s</b><span>Half of the answers came within this"
            f'</span><span class="quiet">95% within {summary.p95_seconds:.1f} s</span></li>'
        )
    failed = summary.figures["errors"]
    if failed.mean:
        count = round(failed.mean * failed.cases)
        cards.append(f"<li><b>{count}</b><span>Questions left without any answer</span></li>")
    note = paragraph(
        f"An answer counts as right when every known fact is in it, nothing known to be wrong is, "
        f"and it has at most {MOST_WORDS} words. “Between” gives the range in which the true share "
        "lies with 95% confidence: few questions give a wide range.",
        "quiet",
    )
    return section("In short", f'<ul class="cards">{"".join(cards)}</ul>', note)


def _card(label: str, figure: Figure | None) -> str:
    if figure is None:
        return ""
    count = round(figure.mean * figure.cases)
    return (
        f"<li><b>{figure.mean:.0%}</b><span>{escape(label)}</span>"
        f'<span class="quiet">{count} of {figure.cases}; between {figure.low:.0%} and '
        f"{figure.high:.0%}</span></li>"
    )


def _parts(heading: str, name: str, parts: Mapping[str, Part]) -> str:
    rows = [
        Bar(label, part.figures["right"].mean, *_ends(part.figures["right"]), part.cases)
        for label, part in parts.items()
        if "right" in part.figures
    ]
    chart = scrolled(bars(f"Right answers, {heading.lower()}", rows))
    columns = ("right", "right_and_cited", "page_right", "hit@8")
    headings = (name, "Questions", "Right", "Right and cited", "Right page", "Passage found")
    body = [
        (label, str(part.cases), *(_cell(part.figures.get(column)) for column in columns))
        for label, part in parts.items()
    ]
    return section(heading, chart, table(f"Results {heading.lower()}", headings, body))


def _named(by_kind: Mapping[str, Part]) -> dict[str, Part]:
    return {KIND_NAMES.get(kind, kind): part for kind, part in by_kind.items()}


def _titled(by_paper: Mapping[str, Part], scored: Sequence[Scored]) -> dict[str, Part]:
    """Papers by title, where every citation of the file gives it the same one."""
    cited = [passage for one in scored for passage in one.record.citations if passage.title]
    named = {}
    for name, part in by_paper.items():
        titles = {passage.title for passage in cited if same_paper(passage.document, name)}
        named[f"{name}: {titles.pop()}" if len(titles) == 1 else name] = part
    return named


def _finding(summary: Summary) -> str:
    depths = ((1, "First passage"), (4, "First 4 passages"), (8, "First 8 passages"))
    found = [(label, summary.figures.get(f"hit@{depth}")) for depth, label in depths]
    rows = [Bar(label, f.mean, *_ends(f), f.cases) for label, f in found if f]
    if not rows:
        return ""
    said = paragraph(
        "Before it answers, the assistant looks for passages. This is how often one that holds "
        "the fact was among the first that it found."
    )
    return section("Finding the passage", said, scrolled(bars("The fact is in the", rows)))


def _figures(scored: Sequence[Scored]) -> str:
    loose = [
        (str(one.case.id), one.case.question, ", ".join(found))
        for one in scored
        if not one.record.abstained and (found := loose_figures(one.record))
    ]
    if not loose:
        said = "Every figure in every answer stands in a passage that the answer cites."
        return section("Figures without a source", paragraph(said))
    headings = ("Case", "Question", "Figures")
    return section(
        "Figures without a source",
        table("Figures that stand in none of the answer's citations", headings, loose),
    )


def _all_measures(summary: Summary) -> str:
    rows = [
        (
            measure.label,
            shown(measure.name, figure.mean),
            f"{shown(measure.name, figure.low)} to {shown(measure.name, figure.high)}",
            str(figure.cases),
        )
        for measure in MEASURES
        if (figure := summary.figures.get(measure.name))
    ]
    headings = ("Measure", "Mean", "95% interval", "Questions")
    return section("All measures", table("Every measure of this run", headings, rows))


def _how(meta: Mapping[str, Any]) -> str:
    library, settings = _mapping(meta, "library"), _mapping(meta, "settings")
    documents = ", ".join(_mapping(library, "documents"))
    shown_settings = ("model", "encoder", "reranker")
    pairs = [
        ("Date", _date(meta) or "not kept"),
        ("Question sets", escape(", ".join(_mapping(meta, "cases")))),
        ("Papers", escape(documents)),
        ("Passages held", escape(str(library.get("passages", "")))),
        *(
            (name.title(), escape(str(settings.get(name, "")) or "as shipped" if settings else ""))
            for name in shown_settings
        ),
        ("Versions", escape(", ".join(f"{n} {v}" for n, v in _mapping(meta, "versions").items()))),
    ]
    said = paragraph(
        "Each question is asked once, in the same way as a reader would ask it. The answer is then "
        "compared with the known facts by a program, not by a person or a language model, so the "
        "same answers always get the same marks. Intervals are Wilson's for shares and by "
        "resampling for other means."
    )
    return section("How it was measured", said, facts_list(pairs))


def _footer(meta: Mapping[str, Any]) -> str:
    digest = str(meta.get("answers_sha256", ""))[:16]
    return paragraph(f"Made from the answers file {digest}.") if digest else ""


def _mapping(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, Mapping) else {}


def _ends(figure: Figure) -> tuple[float, float]:
    return figure.low, figure.high


def _cell(figure: Figure | None) -> str:
    return f"{figure.mean:.0%}" if figure else "–"
