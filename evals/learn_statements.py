"""Learn which statement of the evidence answers, from cases with known facts.

`python -m evals.learn_statements DATA=CASES…` marks, for every answerable case, the statements of
the passages chosen that hold most of the expected facts, and fits a linear score that puts
them above the others. Prints what cross-validation over cases gives.
"""

import sys
from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.chat import similar
from assistant.evidence import choose
from assistant.question import understand
from assistant.retrieval import rarity_of, retrieve
from assistant.statements import (
    STATEMENT_SIGNALS,
    WEIGHTS_FILE,
    statement_signals,
    statement_weights,
)
from corpus.library import Library
from evals.cases import Case
from evals.learn import Example, cross_validate, fit, measure
from evals.learning import gathered, write_weights
from evals.reading import facts_held
from evals.under_test import earlier_turns

PENALTY = 0.05


def gather(library: Library, cases: Sequence[Case]) -> list[Example]:
    """An example for every answerable case for which some statement holds an expected fact."""
    examples = []
    acronyms = library.acronyms()
    for case in cases:
        if not case.expect or case.kind in ("unanswerable", "offtopic"):
            continue
        history = earlier_turns(case.history, library)
        question = understand(case.question, history, acronyms, library)
        hits = retrieve(question, library)
        evidence = choose(hits, question)
        rarity = rarity_of(question, library)
        found = statement_signals(question, evidence, rarity, partial(similar, library))
        facts = np.array([facts_held(case, statement) for statement, _ in found], dtype=float)
        if not len(facts) or not facts.max():
            continue
        signals = np.array([[v[name] for name in STATEMENT_SIGNALS] for _, v in found], dtype=float)
        best = facts == facts.max()
        if not best.all():
            examples.append(Example(str(case.id), signals, best))
    return examples


def main(arguments: Sequence[str]) -> int:
    """Read libraries and cases, print the figures, write the weights."""
    examples, sources = gathered(arguments, gather)
    names = STATEMENT_SIGNALS
    start = np.array([statement_weights().get(name, 0.0) for name in names])
    print("cases", len(examples), "before", measure(examples, start))
    for penalty in (0.3, 0.1, 0.03, 0.01):
        print("penalty", penalty, "cross-validated", cross_validate(examples, start, penalty))
    learned = fit(examples, start, PENALTY)
    print("learned", measure(examples, learned))
    note = f"Learned by python -m evals.learn_statements from {len(examples)} cases of {sources}."
    write_weights(WEIGHTS_FILE, note, names, weights=learned)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
