"""Learn which statement of the evidence answers, from cases with known facts.

`python -m evals.learn_statements DATA=CASES…` marks, for every answerable case, the statements of
the passages chosen that hold most of the expected facts, and fits linear scores that put them
above the others: one by which the first are chosen to be read, one once they are read, and one
for a library that the reader cannot read for. Prints what cross-validation over cases gives.
"""

import sys
from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.evidence import choose
from assistant.finding import READ, similar
from assistant.question import understand
from assistant.reader import reader_of
from assistant.retrieval import rarity_of, retrieve
from assistant.weighing import (
    STATEMENT_SIGNALS,
    WEIGHT_SETS,
    WEIGHTS_FILE,
    read_together,
    statement_signals,
    statement_weights,
)
from corpus.library import Library
from evals.cases import Case
from evals.learn import FOLDS, Example, measure
from evals.learning import Array, gathered, write_weights
from evals.reading import facts_held
from evals.under_test import earlier_turns

PENALTY = 0.01

LEAST_SPREAD = 1e-6

WITHOUT = {"weights": {"meaning"}, "weights_first": {"meaning", "read"}, "weights_alone": {"read"}}
"""Signals that a set of weights does without: the cosine, once the reader reads."""


def gather(library: Library, cases: Sequence[Case]) -> list[Example]:
    """An example for every answerable case for which some statement holds an expected fact."""
    examples = []
    acronyms = library.acronyms()
    reader = reader_of(library)
    for case in cases:
        if not case.expect or case.kind in ("unanswerable", "offtopic"):
            continue
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        evidence = choose(retrieve(question, library, limit=READ), question)
        rarity = rarity_of(question, library)
        found = statement_signals(question, evidence, rarity, partial(similar, library))
        facts = np.array([facts_held(case, statement) for statement, _ in found], dtype=float)
        if not len(facts) or not facts.max() or reader is None:
            continue
        numbers = read_together(question, [one for one, _ in found], reader)
        told = [
            {**values, "read": number} for (_, values), number in zip(found, numbers, strict=True)
        ]
        signals = np.array([[v[name] for name in STATEMENT_SIGNALS] for v in told], dtype=float)
        best = facts == facts.max()
        if not best.all():
            examples.append(Example(str(case.id), signals, best))
    return examples


def without(examples: Sequence[Example], names: set[str]) -> list[Example]:
    """The examples with those signals at 0."""
    kept = np.array([name not in names for name in STATEMENT_SIGNALS], dtype=float)
    return [Example(one.case, one.signals * kept, one.holds) for one in examples]


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> Array:
    """Weights under which the statements that hold most are likeliest to come first.

    The likelihood of a softmax over the statements of each case; the penalty is on the signals
    as they vary, so that none is favoured for its unit.
    """
    from scipy.optimize import minimize

    spread = np.concatenate([one.signals for one in examples]).std(axis=0) + LEAST_SPREAD
    varied = [(one.signals / spread, one.holds.astype(float)) for one in examples]

    def loss(values: Array) -> tuple[float, Array]:
        cost, slope = penalty * float(values @ values), 2 * penalty * values
        for signals, holds in varied:
            scores = signals @ values
            share = np.exp(scores - scores.max())
            right = share * holds
            cost -= float(np.log(right.sum() / share.sum())) / len(varied)
            slope = slope + signals.T @ (share / share.sum() - right / right.sum()) / len(varied)
        return cost, slope

    found = minimize(loss, np.zeros(spread.shape), jac=True, method="L-BFGS-B")
    learned: Array = np.asarray(found.x, dtype=float) / spread
    return learned


def cross_validate(examples: Sequence[Example]) -> dict[str, float]:
    """The measures on cases that the weights were not learned from, mean over folds by case."""
    order = np.random.default_rng(7).permutation(len(examples))
    results = []
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        learned = fit([one for n, one in enumerate(examples) if n not in held])
        results.append(measure([one for n, one in enumerate(examples) if n in held], learned))
    return {name: float(np.mean([one[name] for one in results])) for name in results[0]}


def main(arguments: Sequence[str]) -> int:
    """Read libraries and cases, print the figures, write the weights."""
    examples, sources = gathered(arguments, gather)
    names = STATEMENT_SIGNALS
    learned = {}
    for which in WEIGHT_SETS:
        own = without(examples, WITHOUT[which])
        start = np.array([statement_weights()[which].get(name, 0.0) for name in names])
        print(which, "cases", len(own), "before", measure(own, start))
        print("cross-validated", cross_validate(own))
        learned[which] = fit(own)
        print("learned", measure(own, learned[which]))
    note = f"Learned by python -m evals.learn_statements from {len(examples)} cases of {sources}."
    write_weights(WEIGHTS_FILE, note, names, **learned)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
