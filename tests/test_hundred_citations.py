"""A hundred citations of real papers, opened as a reader would: are the right words marked?

Rows put together from a table that came apart, and that go over a page, are marked in part: there
are three or four among a hundred. Of thirty, how many there are is chance.

Runs where the papers are (beside the checkout, in shared/papers/pdf) and is skipped elsewhere.
"""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from ui_stand_ins import WordLengths

from ui.letters import fold
from ui.source import MARKED_WHOLE, look, own_words

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PAPERS = ROOT.parent / "shared/papers/pdf"
QUESTIONS = ROOT / "evals/sets/halton-cypf/tuning.jsonl"

WANTED = 100
AT_LEAST = 95


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    if not PAPERS.is_dir():
        pytest.skip("the real papers are not here")
    from corpus.library import Library
    from corpus.readers import THE_ONE_READER
    from corpus.view import View
    from ingest.pipeline import add_paths

    with Library.open(tmp_path_factory.mktemp("real"), encoder=WordLengths()) as library:
        report = add_paths(sorted(PAPERS.glob("*.pdf")), library)
        assert not report.refused
        yield View(library, THE_ONE_READER)


def of_many_kinds(library):
    """Citations that answers gave, as different as there are: in turn by kind and by file."""
    from assistant.chat import ask

    found = defaultdict(list)
    cases = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    for case in [case for case in cases if not case["history"]][::2]:
        for citation in ask(case["question"], library=library).citations:
            passage = citation.passage
            over = passage.last_page > passage.first_page
            kind = (passage.kind, over, citation.paper.document_id)
            if all(known.quote != citation.quote for known in found[kind]):
                found[kind].append(citation)
    queues = [found[kind] for kind in sorted(found)]
    chosen = []
    while len(chosen) < WANTED and any(queues):
        chosen += [queue.pop(0) for queue in queues if queue]
    return chosen[:WANTED]


def marked_text(path, page, boxes):
    """What stands under the marks, by another way than the one that placed them."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        sheet = file[page - 1]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        return "".join(
            text.get_text_bounded(
                left=box.left * width - 1,
                right=box.right * width + 1,
                top=height - box.top * height + 1,
                bottom=height - box.bottom * height - 1,
            )
            for box in boxes
        )


def wrong_with(citation, library):
    """What a reader would complain of; "" when the quoted words, and they alone, are marked."""
    view = look(citation, 0, library)
    path = library.original(citation.paper.document_id)
    if not citation.passage.first_page <= view.page <= citation.passage.last_page:
        return f"opens at page {view.page}"
    pages = range(citation.passage.first_page, citation.passage.last_page + 1)
    share = sum(look(citation, 0, library, page).found.share for page in pages)
    if share < MARKED_WHOLE:
        return f"{share:.0%} marked"
    if not view.found.boxes:
        return "nothing is marked"
    under = Counter(fold(marked_text(path, view.page, view.found.boxes)))
    quoted = Counter(fold(own_words(citation.quote, citation.passage)))
    there = (under & quoted).total() / quoted.total()
    if there < 0.9 * view.found.share:
        return f"{there:.0%} of the words are under the marks"
    if under.total() > 1.35 * quoted.total() + 20:
        return "more than the words is marked"
    return ""


def test_at_least_95_of_100_citations_open_with_the_right_words_marked(library):
    citations = of_many_kinds(library)
    assert len(citations) == WANTED
    kinds = {citation.passage.kind for citation in citations}
    assert len(kinds) >= 5, kinds
    assert any(c.passage.last_page > c.passage.first_page for c in citations)
    wrong = [
        f"{c.passage.kind}, {c.paper.document}, page {c.passage.first_page}: {told}: "
        f"{re.sub(chr(10), ' / ', c.quote)[:90]}"
        for c in citations
        if (told := wrong_with(c, library))
    ]
    print(f"{WANTED - len(wrong)} of {WANTED}; {sorted(kinds)}", *wrong, sep="\n")  # noqa: T201
    assert len(wrong) <= WANTED - AT_LEAST, wrong
