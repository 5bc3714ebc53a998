"""Learn which table, and which of its columns, a question means that asks what comes first.

`python -m evals.learn_tables DATA=CASES…` takes every case that asks which rows come first, have
moved or are past a bound, offers all ways to read the tables of the papers, and marks those whose
rows hold the expected facts on the page that holds them. That no table is meant is right where the
papers hold no answer, and where the first statement gives it. Fits weights that make what is right
likely (the softmax over what is offered, L2); what cannot be given by any table counts little.
Prints what cross-validation over libraries gives.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.extremes import ways_to_read
from assistant.extremes_asked import asked_of
from assistant.finding import READ, weighed
from assistant.question import understand
from assistant.retrieval import candidates, order, rarity_of
from assistant.table_choice import Reading, found_first
from assistant.table_ranking import WEIGHTS_FILE
from assistant.table_rows import Told
from assistant.table_signals import (
    NOTHING_SIGNALS,
    TABLE_SIGNALS,
    nothing_signals,
    signals_of_readings,
)
from assistant.tables import row_line
from corpus.library import Library
from corpus.papers import EVERYTHING
from evals.cases import Case
from evals.facts import holds, same_paper
from evals.learning import Array, gathered, write_weights
from evals.reading import facts_held
from evals.under_test import earlier_turns

PENALTY = 1.0
UNREACHED = 0.1
"""What a case counts that neither a table nor the first statement answers."""

SIGNALS = (*TABLE_SIGNALS, *NOTHING_SIGNALS)


@dataclass(frozen=True, slots=True)
class Example:
    """What is offered for one case, that no table is meant last; and which of it is right."""

    library: str
    """Its papers."""

    answerable: bool
    signals: Array
    """(offered, SIGNALS)."""

    right: NDArray[np.bool_]
    """(offered,)."""

    counts: float


def gather(library: Library, cases: Sequence[Case]) -> list[Example]:
    """An example for every case that asks what comes first and has a table that may be meant."""
    examples = []
    acronyms = library.acronyms()
    for case in cases:
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        rarity = rarity_of(question, library)
        asked = asked_of(question, rarity)
        offered = candidates(question, library)
        if asked is None or not offered:
            continue
        hits = order(offered, question, rarity)[:READ]
        evidence, rarity, scored = weighed(question, hits, library)
        found = list(found_first(question, scored, evidence, library))
        ways = ways_to_read(found, asked, question, library, EVERYTHING)
        if not ways:
            continue
        told = signals_of_readings(ways, asked, question, library)
        nothing = nothing_signals(asked, question, scored)
        rows = [[values.get(name, 0.0) for name in SIGNALS] for values in (*told, nothing)]
        right = [_answers(case, *way) for way in ways]
        first = bool(scored and case.expect) and facts_held(case, scored[0]) == len(case.expect)
        reached = any(right) or first or not case.answerable
        examples.append(
            Example(
                " ".join(sorted(paper.id for paper in library.papers())),
                case.answerable,
                np.array(rows, dtype=float),
                np.array([*right, first or not reached or not case.answerable]),
                1.0 if reached else UNREACHED,
            )
        )
    return examples


def _answers(case: Case, reading: Reading, told: Sequence[Told]) -> bool:
    """Whether the rows hold all that is expected, on a page that holds it."""
    if not case.expect:
        return False
    document = reading.seen.paper.document
    pages = {one.page for one in case.evidence if same_paper(document, one.document)}
    on = {page for _, row in told for page in range(row.first_page, row.last_page + 1)}
    text = " ".join(f"{row_line(row)} {' '.join(c.value for c in row.cells)}" for _, row in told)
    return bool(pages & on) and all(any(holds(text, one) for one in fact) for fact in case.expect)


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> Array:
    """Weights that make what is right likely among what is offered."""
    from scipy.optimize import minimize

    matrix = np.concatenate([one.signals for one in examples])
    spread = matrix.std(axis=0) + 1e-6
    matrix = matrix / spread
    right = np.concatenate([one.right for one in examples])
    sizes = [len(one.right) for one in examples]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of_case = np.repeat(np.arange(len(examples)), sizes)
    counts = np.array([one.counts for one in examples])
    counts = counts / counts.sum()

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of_case])
        likely /= np.add.reduceat(likely, starts)[of_case]
        told = np.add.reduceat(np.where(right, likely, 0.0), starts) + 1e-12
        away = likely - np.where(right, likely / told[of_case], 0.0)
        total = -float(counts @ np.log(told)) + penalty * float(weights @ weights) / len(weights)
        return total, matrix.T @ (away * counts[of_case]) + 2 * penalty * weights / len(weights)

    found = minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / spread, dtype=float)


def measure(examples: Sequence[Example], weights: Array) -> dict[str, int]:
    """How many cases have an answer, are right, are given rows that are wrong; and of those without
    an answer how many are given rows."""
    counted = dict.fromkeys(("answerable", "right", "wrong rows", "not", "rows for these"), 0)
    for one in examples:
        best = int(np.argmax(one.signals @ weights))
        nothing = best == len(one.right) - 1
        if not one.answerable:
            counted["not"] += 1
            counted["rows for these"] += not nothing
            continue
        counted["answerable"] += 1
        counted["right"] += bool(one.right[best]) and one.counts == 1.0
        counted["wrong rows"] += not nothing and not one.right[best]
    return counted


def cross_validate(examples: Sequence[Example], penalty: float) -> dict[str, int]:
    """The measures on libraries that the weights were not learned from, in sum."""
    together: dict[str, int] = {}
    for name in sorted({one.library for one in examples}):
        weights = fit([one for one in examples if one.library != name], penalty)
        for key, value in measure([o for o in examples if o.library == name], weights).items():
            together[key] = together.get(key, 0) + value
    return together


def main(arguments: Sequence[str]) -> int:
    """Read libraries and cases, print the figures, write the weights."""
    examples, sources = gathered(arguments, gather)
    for penalty in (0.3, PENALTY, 5.0):
        print("penalty", penalty, "cross-validated", cross_validate(examples, penalty))
    learned = fit(examples)
    print("learned", measure(examples, learned))
    note = f"Learned by python -m evals.learn_tables from {len(examples)} cases of {sources}."
    write_weights(WEIGHTS_FILE, note, SIGNALS, weights=learned)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
