"""Learn the weights of the ranking's signals from cases with known facts.

`python -m evals.learn DATA CASES…` reads a library and case files, takes for every
answerable case the passages that the searches offer, marks those that hold the
answer, and fits a linear score that puts them first (pairs within one question,
logistic loss, L2). Prints what cross-validation over cases gives, before and after.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question import understand
from assistant.ranking import WEIGHTS_FILE, ranking_weights
from assistant.retrieval import candidates, rarity_of
from assistant.signals import SIGNALS, signals_of
from corpus.library import Library
from evals.cases import Case
from evals.learning import Array, gathered, write_weights
from evals.measures import supports
from evals.records import Shown
from evals.under_test import earlier_turns

FOLDS = 5
PENALTY = 0.02
"""L2, towards the weights at hand: few cases change them little. Chosen by cross-validation."""


@dataclass(frozen=True, slots=True)
class Example:
    """What the searches offered for one case: signals a row, and which rows hold the answer."""

    case: str
    signals: Array
    """(offered, signals)."""

    holds: NDArray[np.bool_]
    """(offered,)."""


def gather(library: Library, cases: Sequence[Case]) -> list[Example]:
    """An example for every answerable case for which an offered passage holds the answer."""
    examples = []
    acronyms = library.acronyms()
    for case in cases:
        if case.kind in ("unanswerable", "offtopic"):
            continue
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        offered = candidates(question, library)
        values = signals_of(offered, question, rarity_of(question, library))
        signals = np.array([[value[name] for name in SIGNALS] for value in values], dtype=float)
        holds = np.array([supports(case, Shown(o.paper.document, o.passage.text)) for o in offered])
        if holds.any() and not holds.all():
            examples.append(Example(str(case.id), signals, holds))
    return examples


def fit(examples: Sequence[Example], start: Array, penalty: float = PENALTY) -> Array:
    """Weights that put passages which hold the answer above those that do not."""
    from scipy.optimize import minimize

    differences: list[Array] = []
    weights: list[Array] = []
    for example in examples:
        right, wrong = example.signals[example.holds], example.signals[~example.holds]
        best = right[np.argsort(-(right @ start))][:2]
        hard = wrong[np.argsort(-(wrong @ start))][:25]
        pairs = (best[:, None, :] - hard[None, :, :]).reshape(-1, example.signals.shape[1])
        differences.append(pairs)
        weights.append(np.full(len(pairs), 1 / len(pairs)))
    matrix, share = np.concatenate(differences), np.concatenate(weights)

    def loss(values: Array) -> tuple[float, Array]:
        margins = matrix @ values
        cost = np.logaddexp(0, -margins)
        slope = -share / (1 + np.exp(margins))
        away = values - start
        total = float(share @ cost) / len(examples) + penalty * float(away @ away) / len(values)
        gradient = matrix.T @ slope / len(examples) + 2 * penalty * away / len(values)
        return total, gradient

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x, dtype=float)


def measure(examples: Sequence[Example], weights: Array) -> dict[str, float]:
    """Share of examples whose answer is first, among 4, among 8; and the mean reciprocal rank."""
    ranks = []
    for example in examples:
        order = np.argsort(-(example.signals @ weights), kind="stable")
        ranks.append(1 + int(np.argmax(example.holds[order])))
    places = np.array(ranks)
    return {
        "first": float((places <= 1).mean()),
        "among 4": float((places <= 4).mean()),
        "among 8": float((places <= 8).mean()),
        "reciprocal rank": float((1 / places).mean()),
    }


def cross_validate(examples: Sequence[Example], start: Array, penalty: float) -> dict[str, float]:
    """The measures on cases that the weights were not learned from, mean over folds by case."""
    cases = sorted({example.case for example in examples})
    shuffled = [cases[index] for index in np.random.default_rng(7).permutation(len(cases))]
    results = []
    for fold in range(FOLDS):
        held = set(shuffled[fold::FOLDS])
        learned = fit([e for e in examples if e.case not in held], start, penalty)
        results.append(measure([e for e in examples if e.case in held], learned))
    return {name: float(np.mean([one[name] for one in results])) for name in results[0]}


def main(arguments: Sequence[str]) -> int:
    """Read libraries and cases, print the figures, write the weights."""
    examples, sources = gathered(arguments, gather)
    start = np.array([ranking_weights().get(name, 0.0) for name in SIGNALS])
    print("cases", len(examples), "before", measure(examples, start))
    for penalty in (0.3, 0.1, 0.03, 0.01, 0.003):
        print("penalty", penalty, "cross-validated", cross_validate(examples, start, penalty))
    learned = fit(examples, start)
    print("learned", measure(examples, learned))
    note = f"Learned by python -m evals.learn from {len(examples)} cases of {sources}."
    write_weights(WEIGHTS_FILE, note, SIGNALS, weights=learned)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
