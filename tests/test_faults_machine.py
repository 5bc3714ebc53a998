"""A library against a dictionary: whatever is done to it, in any order, it holds what it should.

Adding, adding again, removing, labelling, being killed in the middle, opening again, and
questions by readers of each kind, as a machine of states that hypothesis drives.
"""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from stand_ins import WordLengths, make_document
from test_kills import STEPS, _die_at

from corpus.library import Library
from corpus.papers import EVERYTHING
from corpus.readers import THE_PUBLIC, reader_of
from corpus.view import View

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is made by fork"),
]

PAPERS = 5
PASSAGES = 3
LABELS = ("public", "members", "officers", "exempt")
SEES = {
    "public": {"public"},
    "member": {"public", "members"},
    "officer": {"public", "members", "officers", "exempt"},
}
"""What each kind of reader may see, written down once more."""

numbers = st.integers(0, PAPERS - 1)


def paper(n):
    texts = [f"everybody paper{n} " + "word " * (i + 1) for i in range(PASSAGES)]
    return make_document(f"{n}.pdf", *texts, title=f"Paper {n}")


class Held(RuleBasedStateMachine):
    """The library beside a dictionary from each paper's number to its label."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.model: dict[int, str] = {}
        self.decided: dict[int, str] = {}  # which holds when a file comes back, too
        self.library = self.opened()

    def opened(self):
        return Library.open(self.folder / "library", encoder=WordLengths())

    @rule(n=numbers)
    def add(self, n):
        self.library.add(*paper(n))
        self.model.setdefault(n, self.decided.get(n, "public"))

    @rule(n=numbers)
    def remove(self, n):
        if n in self.model:
            assert self.library.remove(f"{n}.pdf") == PASSAGES
            del self.model[n]

    @rule(n=numbers, label=st.sampled_from(LABELS))
    def relabel(self, n, label):
        if n in self.model:
            self.library.label(f"Paper {n}", label, who="officer", reason="it was decided")
            self.model[n] = self.decided[n] = label

    @rule()
    def embed(self):
        self.library.embed_pending(should_stop=self.library.meanings_ready)

    @rule()
    def close_and_open(self):
        self.library.close()
        self.library = self.opened()

    @rule(
        n=numbers,
        step=st.sampled_from(["original", "paper", "vectors", "rows", "forget", "purge"]),
        before=st.booleans(),
    )
    def be_killed(self, n, step, before):
        """Another process adds or removes, and dies at a step; then this one opens again."""
        self.library.close()
        removing = step in ("rows", "forget", "purge")
        child = os.fork()
        if not child:
            self.in_child(n, step, before, removing)
        _, status = os.waitpid(child, 0)
        assert os.WIFEXITED(status) or os.WTERMSIG(status) == signal.SIGKILL
        self.library = self.opened()
        there = f"{n}.pdf" in {record.name for record in self.library.documents()}
        was = n in self.model
        if removing and was and not there:
            del self.model[n]  # it had gone before the kill
        elif not removing and not was and there:
            self.model[n] = self.decided.get(n, "public")  # it was in before the kill
        assert there == (n in self.model)

    def in_child(self, n, step, before, removing):
        code = 1
        try:
            sys.stderr.close()
            _die_at(*STEPS[step], before=before, time_round=0)
            library = self.opened()
            if not removing:
                library.add(*paper(n))
                library.embed_pending(should_stop=library.meanings_ready)
            elif n in self.model:
                library.remove(f"{n}.pdf")
            code = 0
        finally:
            os._exit(code)

    @invariant()
    def holds_what_the_dictionary_holds(self):
        if not hasattr(self, "library"):
            return
        library = self.library
        wanted = {f"{n}.pdf" for n in self.model}
        assert {record.name for record in library.documents()} == wanted
        assert library.size() == PASSAGES * len(self.model)
        for role, sees in SEES.items():
            reader = THE_PUBLIC if role == "public" else reader_of(role, key="k")
            found = View(library, reader).by_words(["everybody"], EVERYTHING, 100)
            seen = sorted(PASSAGES * [f"{n}.pdf" for n, at in self.model.items() if at in sees])
            assert sorted(hit.paper.document for hit in found) == seen, role
        if library.meanings_ready():
            found = library.by_meaning("word", EVERYTHING, 100)
            assert len(found) == len({hit.passage.id for hit in found}) == library.size()
        assert library.check().problems == ()

    def teardown(self):
        if hasattr(self, "library"):
            self.library.close()
            shutil.rmtree(self.folder, ignore_errors=True)


def machine(examples, steps):
    class Sized(Held):
        pass

    Sized.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return Sized


def test_forty_lives_of_a_library_end_as_the_dictionary():
    machine(40, 12).TestCase("runTest").runTest()


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_five_hundred_lives_of_a_library_end_as_the_dictionary():
    machine(500, 20).TestCase("runTest").runTest()
