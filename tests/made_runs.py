"""Made-up cases and answers for the tests of reports, comparisons and the gate."""

import json

from evals.cases import Case, Source, line_of
from evals.records import Record, Shown
from evals.scoring import score


def asked(number, kind="fact"):
    """A case whose fact is a sum of its own, in paper A or B by turns."""
    if kind == "unanswerable":
        return Case(f"q{number}", f"What did home {number} cost?", kind)
    source = Source("paper a" if number % 2 else "paper b", number, f"Home {number} | £{number}50")
    question = f"What did home {number} cost?"
    return Case(f"q{number}", question, kind, expect=((f"£{number}50",),), evidence=(source,))


def right(case, **others):
    """A right answer with a citation that holds it, or a right refusal."""
    if not case.answerable:
        return Record("The papers do not say.", abstained=True, seconds=0.1)
    [source] = case.evidence
    passage = Shown(f"{source.document}.pdf", source.quote, source.page, access="public")
    fields = {"citations": (passage,), "passages": (passage,), "seconds": 0.1} | others
    return Record(f"It cost {case.expect[0][0]} [1].", **fields)


def wrong():
    """An answer with a figure from nowhere."""
    shown = Shown("paper c.pdf", "Apologies <b>were</b> received.", 1, access="public")
    return Record("It cost £77 <script>x</script> [1].", citations=(shown,), seconds=0.3)


CASES = [asked(number, ("fact", "table")[number > 6]) for number in range(1, 13)]
CASES += [asked(number, "unanswerable") for number in (13, 14)]


def run(wrong_ones=()):
    """Every case answered rightly but those named."""
    records = {case.id: wrong() if case.id in wrong_ones else right(case) for case in CASES}
    return score(CASES, records)


def write_run(folder, wrong_ones=(), name="answers.jsonl"):
    """The same as files; returns the paths of the cases and of the answers."""
    cases, answers = folder / "cases.jsonl", folder / name
    cases.write_text("".join(map(line_of, CASES)), "utf-8")
    lines = [_fields(one.case.id, one.record) for one in run(wrong_ones)]
    answers.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return cases, answers


def _fields(id, record):
    shown = [
        {"document": one.document, "text": one.text, "page": one.page} for one in record.citations
    ]
    return {
        "id": id,
        "answer": record.answer,
        "abstained": record.abstained,
        "citations": shown,
        "passages": shown,
        "seconds": record.seconds,
    }
