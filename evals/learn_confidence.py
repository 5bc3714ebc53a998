"""Learn when an answer is likely to be in the papers, from cases with one and cases without.

`python -m evals.learn_confidence DATA=CASES… --lessons DATA=CASES…` takes every answerable case
twice: as it is, if the first statement answers it, and with the passages that hold its answer
taken away, which makes a question that is on the subject and that the papers do not answer.
Questions that somebody wrote as unanswerable come as they are. Fits a logistic score over the
doubts of assistant/doubts.py. The lessons are those of `python -m evals.lesson_papers`: near
misses of many kinds over papers of many councils.
"""

import argparse
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from assistant.doubts import DOUBTS, NEAR, doubts_of
from assistant.finding import READ, similar, weighed
from assistant.question import Question, understand
from assistant.refusal import WEIGHTS_FILE, confidence_weights
from assistant.retrieval import candidates, order, rarity_of
from assistant.signals import Offered
from assistant.weighing import weigh_statements
from corpus.library import Library
from evals.cases import Case
from evals.learning import Array, gathered, write_weights
from evals.measures import supports
from evals.reading import facts_held
from evals.records import Shown
from evals.under_test import earlier_turns

PENALTY = 0.08
LEAST_SPREAD = 1e-6
WRITTEN = 6.0
"""A question that somebody wrote as unanswerable counts as much as so many answerable ones."""

MADE = 0.3
"""And one that was made so by taking its passages away: those are easily told."""

OF_SETS = 2.0
"""A case over whole papers counts as much as so many lessons."""

BEFORE = 0.3
"""What the weights before count beside those learned: they know sets that are not kept."""

Row = tuple[str, list[float], list[float], bool, float]
"""Case, doubts, the same where nothing reads the statements, whether the answer is there, weight.
"""


def gather(library: Library, cases: Sequence[Case], counts: float) -> list[Row]:
    """A row for each case as it is, and one for each answerable case with its answer taken away.

    None for an answerable one that another statement comes first for: whether to give that is
    not known. `counts` is what a case counts.
    """
    rows: list[Row] = []
    acronyms = library.acronyms()
    for case in cases:
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        offered = candidates(question, library)
        if not offered:
            continue
        values, unread, answered = _doubts(question, offered, library, case)
        if not case.answerable:
            rows.append((str(case.id), values, unread, False, WRITTEN * counts))
            continue
        if answered:
            rows.append((str(case.id), values, unread, True, counts))
        without = [one for one in offered if not _tells(case, one)]
        if len(without) >= NEAR:
            values, unread, _ = _doubts(question, without, library, case)
            rows.append((str(case.id), values, unread, False, MADE * counts))
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
    answered = bool(read and case.expect) and facts_held(case, read[0]) == len(case.expect)
    return [values[name] for name in DOUBTS], [unread[name] for name in DOUBTS], answered


def fit(rows: Sequence[Row], penalty: float = PENALTY, *, read: bool = True) -> Array:
    """Logistic weights, the constant not penalised; the two sides weigh the same in all.

    The penalty is on the doubts as they vary, so that none is favoured for its unit.
    """
    matrix = _matrix(rows, read=read)
    free = np.array([0.0 if name == "constant" else 1.0 for name in DOUBTS])
    spread = matrix.std(axis=0)
    spread = np.where((free > 0) & (spread > LEAST_SPREAD), spread, 1.0)
    middle = matrix.mean(axis=0) * free
    weights = _least_loss((matrix - middle) / spread, rows, penalty * free) / spread
    weights[DOUBTS.index("constant")] -= float(weights @ middle)
    return np.asarray(weights, dtype=float)


def beside(rows: Sequence[Row], learned: Array, before: Mapping[str, float]) -> Array:
    """Weights learned and BEFORE times those before, each by how its score varies over the rows.

    The score is a likelihood again.
    """
    matrix = _matrix(rows)
    old = np.array([before.get(name, 0.0) for name in DOUBTS])
    return as_likelihood(
        rows, learned / (matrix @ learned).std() + BEFORE * old / (matrix @ old).std()
    )


def as_likelihood(rows: Sequence[Row], weights: Array) -> Array:
    """The weights on such a scale, and with such a constant, that the score is a likelihood.

    All that need be learned again for a reader whose numbers are further apart.
    """
    scores = np.stack([_matrix(rows) @ weights, np.ones(len(rows))], axis=1)
    scale, constant = _least_loss(scores, rows, np.zeros(2))
    told = np.asarray(scale * weights, dtype=float)
    told[DOUBTS.index("constant")] += constant
    return told


def _matrix(rows: Sequence[Row], *, read: bool = True) -> Array:
    return np.array([row[1] if read else row[2] for row in rows], dtype=float)


def _least_loss(matrix: Array, rows: Sequence[Row], penalties: Array) -> Array:
    """Logistic weights of the columns of a matrix, a row of it a row."""
    from scipy.optimize import minimize

    there = np.array([1.0 if row[3] else -1.0 for row in rows])
    share = np.array([weight for *_, weight in rows])
    for side in (1.0, -1.0):
        share[there == side] /= share[there == side].sum()

    def loss(values: Array) -> tuple[float, Array]:
        margins = there * (matrix @ values)
        slope = -there * share / (1 + np.exp(margins))
        cost = float(share @ np.logaddexp(0, -margins)) + float(penalties @ values**2)
        return cost, matrix.T @ slope + 2 * penalties * values

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=float)


def learned_from(rows: Sequence[Row]) -> Array:
    """The weights of rows that were read."""
    return beside(rows, fit(rows), confidence_weights(read=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what cross-validation gives at several thresholds; write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.learn_confidence", description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--lessons", nargs="*", default=[])
    given = parser.parse_args(arguments)
    rows: list[Row] = []
    sources: list[str] = []
    for names, counts in ((given.sets, OF_SETS), (given.lessons, 1.0)):
        found, told = gathered(names, partial(gather, counts=counts))
        rows += found
        sources.append(told)
    _print_cross_validated(rows)
    note = (
        f"Learned by python -m evals.learn_confidence from {len(rows)} rows, "
        f"{sum(row[3] for row in rows)} with an answer, of {'; '.join(filter(None, sources))}."
    )
    weights, unread = learned_from(rows), fit(rows, read=False)
    write_weights(WEIGHTS_FILE, note, DOUBTS, weights=weights, weights_unread=unread)
    return 0


def _print_cross_validated(rows: Sequence[Row]) -> None:
    names = sorted({case for case, *_ in rows})
    fold_of = {name: i % 5 for i, name in enumerate(np.random.default_rng(5).permutation(names))}
    confidence = np.zeros(len(rows))
    for fold in range(5):
        weights = learned_from([row for row in rows if fold_of[row[0]] != fold])
        for index, row in enumerate(rows):
            if fold_of[row[0]] == fold:
                confidence[index] = 1 / (1 + np.exp(-np.dot(weights, row[1])))
    there = np.array([row[3] for row in rows])
    written = np.array([not row[3] and row[4] >= WRITTEN for row in rows])
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        print(
            f"threshold {threshold}: "
            f"refused of answerable {(confidence[there] < threshold).mean():.3f}, "
            f"of made unanswerable {(confidence[~there & ~written] < threshold).mean():.3f}, "
            f"of written unanswerable {(confidence[written] < threshold).mean():.3f}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
