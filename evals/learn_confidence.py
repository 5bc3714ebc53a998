"""Learn when an answer is likely to be in the papers, from cases with one and cases without.

`python -m evals.learn_confidence DATA=CASES…` takes every case twice: as it is, and with the
passages that hold its answer taken away, which makes a question that is on the subject and
that the papers do not answer; and some cases of each library in the others. Fits a logistic
score over the doubts of assistant/doubts.py.
"""

import sys
from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.chat import READ, similar, weighed
from assistant.doubts import DOUBTS, NEAR, doubts_of
from assistant.question import Question, understand
from assistant.refusal import WEIGHTS_FILE
from assistant.retrieval import candidates, order, rarity_of
from assistant.signals import Offered
from assistant.weighing import weigh_statements
from corpus.library import Library
from evals.cases import Case
from evals.learning import Array, gathered, write_weights
from evals.measures import supports
from evals.records import Shown
from evals.under_test import earlier_turns

PENALTY = 0.02
LEAST_SPREAD = 1e-6
REAL_WEIGHT = 3.0
"""A question that somebody wrote as unanswerable counts as much as so many made ones."""

STRANGER_WEIGHT = 0.5
EVERY = 3
"""Of the cases of other libraries one in so many is asked."""

Row = tuple[str, list[float], list[float], bool, float]
"""Case, doubts, the same where nothing reads the statements, whether the answer is there, weight.
"""


def gather(library: Library, cases: Sequence[Case]) -> list[Row]:
    """A row for each case as it is, and one for each answerable case with its answer taken away."""
    rows: list[Row] = []
    acronyms = library.acronyms()
    for case in cases:
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        offered = candidates(question, library)
        if case.kind in ("unanswerable", "offtopic"):
            values, unread, _ = _doubts(question, offered, library, case)
            rows.append((str(case.id), values, unread, False, REAL_WEIGHT))
            continue
        values, unread, there = _doubts(question, offered, library, case)
        if there:
            rows.append((str(case.id), values, unread, True, 1.0))
        without = [one for one in offered if not _tells(case, one)]
        if len(without) >= NEAR:
            values, unread, _ = _doubts(question, without, library, case)
            rows.append((str(case.id), values, unread, False, 1.0))
    return rows


def strangers(library: Library, cases: Sequence[Case]) -> list[Row]:
    """A row for each case of another library: on a council's subjects, and not in these papers."""
    rows: list[Row] = []
    acronyms = library.acronyms()
    for case in cases:
        if case.history or not case.expect:
            continue
        question = understand(case.question, (), acronyms, library)
        offered = candidates(question, library)
        if offered and not any(_tells(case, one) for one in offered):
            values, unread, _ = _doubts(question, offered, library, case)
            rows.append((str(case.id), values, unread, False, STRANGER_WEIGHT))
    return rows


def _tells(case: Case, offered: Offered) -> bool:
    """Whether a passage holds the answer, or stands where it does."""
    passage = offered.passage
    if supports(case, Shown(offered.paper.document, passage.text)):
        return True
    return any(
        source.page
        and passage.first_page <= source.page <= passage.last_page
        and source.document in offered.paper.document
        for source in case.evidence
    )


def _doubts(
    question: Question, offered: Sequence[Offered], library: Library, case: Case
) -> tuple[list[float], list[float], bool]:
    hits = order(offered, question, rarity_of(question, library))[:READ]
    evidence, rarity, read = weighed(question, hits, library)
    alone = weigh_statements(question, evidence, rarity, partial(similar, library))
    values, unread = (
        doubts_of(question, hits, found, rarity, library.word_vectors) for found in (read, alone)
    )
    there = any(
        supports(case, Shown(one.evidence.paper.document, one.evidence.passage.text))
        for one in read[:NEAR]
    )
    return [values[name] for name in DOUBTS], [unread[name] for name in DOUBTS], there


def fit(rows: Sequence[Row], penalty: float = PENALTY, *, read: bool = True) -> Array:
    """Logistic weights, the constant not penalised; the two sides weigh the same in all.

    The penalty is on the doubts as they vary, so that none is favoured for its unit.
    """
    from scipy.optimize import minimize

    matrix = np.array([row[1] if read else row[2] for row in rows])
    there = np.array([1.0 if row[3] else -1.0 for row in rows])
    share = np.array([weight for *_, weight in rows])
    for side in (1.0, -1.0):
        share[there == side] /= share[there == side].sum()
    free = np.array([0.0 if name == "constant" else 1.0 for name in DOUBTS])
    spread = np.where(free > 0, np.maximum(matrix.std(axis=0), LEAST_SPREAD), 1.0)
    middle = matrix.mean(axis=0) * free
    varied = (matrix - middle) / spread

    def loss(values: Array) -> tuple[float, Array]:
        margins = there * (varied @ values)
        slope = -there * share / (1 + np.exp(margins))
        cost = float(share @ np.logaddexp(0, -margins)) + penalty * float(free @ values**2)
        return cost, varied.T @ slope + 2 * penalty * free * values

    found = minimize(loss, np.zeros(len(DOUBTS)), jac=True, method="L-BFGS-B")
    weights = np.asarray(found.x, dtype=float) / spread
    return weights - (1 - free) * float(weights @ middle)


def main(arguments: Sequence[str]) -> int:
    """Print what cross-validation gives at several thresholds; write the weights."""
    rows, sources = gathered(arguments, gather)
    for argument in arguments:
        others = ",".join(one.split("=", 1)[1] for one in arguments if one != argument)
        if others:
            own = [f"{argument.split('=', 1)[0]}={others}"]
            rows += gathered(own, lambda library, cases: strangers(library, cases[::EVERY]))[0]
    names = sorted({case for case, *_ in rows})
    fold_of = {name: i % 5 for i, name in enumerate(np.random.default_rng(5).permutation(names))}
    confidence = np.zeros(len(rows))
    for fold in range(5):
        weights = fit([row for row in rows if fold_of[row[0]] != fold])
        for index, row in enumerate(rows):
            if fold_of[row[0]] == fold:
                confidence[index] = 1 / (1 + np.exp(-np.dot(weights, row[1])))
    there = np.array([row[3] for row in rows])
    real = np.array([not row[3] and row[4] == REAL_WEIGHT for row in rows])
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        print(
            f"threshold {threshold}: "
            f"refused of answerable {(confidence[there] < threshold).mean():.3f}, "
            f"of made unanswerable {(confidence[~there & ~real] < threshold).mean():.3f}, "
            f"of written unanswerable {(confidence[real] < threshold).mean():.3f}"
        )
    weights = fit(rows)
    note = (
        f"Learned by python -m evals.learn_confidence from {len(rows)} rows, "
        f"{int(there.sum())} with an answer, of {sources}."
    )
    unread = fit(rows, read=False)
    write_weights(WEIGHTS_FILE, note, DOUBTS, weights=weights, weights_unread=unread)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
