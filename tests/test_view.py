"""A reader's view: what is not theirs is not there, whichever way it is asked for."""

import hashlib

import pytest
from ui_stand_ins import WordLengths

from corpus.library import Library
from corpus.page_rights import Span, page_is_seen, whole_is_seen
from corpus.papers import EVERYTHING, Document, Page, Paper, Passage, Scope, content_id
from corpus.readers import MEMBER, OFFICER, THE_PUBLIC, body_label, reader_of
from corpus.view import View, view_of_all
from corpus.words_apart import varints

OPEN = "The swimming pool cost forty thousand pounds."
SHUT = "The quokka settlement cost ninety thousand pounds under the QKS scheme."


def put(library, name, texts, access="public", acronyms=None):
    """A file of one paper, a page for each (text, label)."""
    data = name.encode()
    sha = hashlib.sha256(data).hexdigest()
    paper = Paper(content_id(sha), sha, name, name, last_page=len(texts), access=access)
    passages = [
        Passage(content_id(sha, str(n)), paper.id, text, n, n, order=n, access=label)
        for n, (text, label) in enumerate(texts, 1)
    ]
    pages = tuple(Page(n, (), skipped="It is too dark.") for n in range(1, len(texts) + 1))
    library.add(Document(name, sha, pages), [paper], passages, data, acronyms)
    return sha, paper, passages


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        yield library


@pytest.fixture
def held(library):
    """A public file, an exempt one, and a public one whose second page is exempt."""
    found = {
        "open": put(library, "open.pdf", [(OPEN, "public")]),
        "shut": put(
            library, "shut.pdf", [(SHUT, "public")], "exempt", {"QKS": "quokka kindly settled"}
        ),
        "part": put(library, "part.pdf", [("A roof was mended.", "public"), (SHUT, "exempt")]),
    }
    library.embed_pending()
    return found


def test_what_is_not_for_a_reader_is_in_no_list(library, held):
    view = View(library, THE_PUBLIC)
    assert [item.name for item in view.documents()] == ["open.pdf", "part.pdf"]
    assert [item.passages for item in view.documents()] == [1, 1]
    assert [paper.title for paper in view.papers()] == ["open.pdf", "part.pdf"]
    assert view.acronyms() == {}
    assert view.size() == 2
    assert view.paper(held["shut"][1].id) is None
    assert view.passage(held["shut"][2][0].id) is None
    assert view.passages(held["shut"][1].id) == []
    assert len(view.passages(held["part"][1].id)) == 1
    assert view.neighbours(held["part"][2][0]) == []


def test_what_is_not_for_a_reader_is_found_neither_by_words_nor_by_meaning(library, held):
    view = View(library, THE_PUBLIC)
    for scope in (
        EVERYTHING,
        Scope(access=frozenset({"exempt"})),
        Scope(documents={held["shut"][0]}),
    ):
        assert view.by_words(["quokka", "settlement"], scope, 8) == []
        for hit in view.by_meaning(SHUT, scope, 8):
            assert hit.passage.access == "public"
    assert view.document_frequency(["quokka", "cost"]) == {"quokka": 0, "cost": 1}
    assert view_of_all(library).document_frequency(["quokka", "cost"]) == {"quokka": 2, "cost": 3}


def test_words_of_what_is_not_for_a_reader_mend_no_slip_and_stand_near_nothing(library, held):
    assert library.spelled("quokkka") == "quokka"
    view = View(library, THE_PUBLIC)
    assert view.spelled("quokkka") == ""
    assert view.spelled("swimmming") == "swimming"
    near = {word for word, _ in view.near_words("penguin", limit=40, least=-1.0)}
    assert near and not near & {"quokka", "settlement", "ninety", "scheme"}


def test_a_file_is_handed_out_only_when_all_of_it_may_be_seen(library, held):
    view, officer = View(library, THE_PUBLIC), View(library, reader_of(OFFICER))
    assert view.original(held["open"][0]) is not None
    for name in ("shut", "part"):
        assert view.original(held[name][0]) is None
        assert officer.original(held[name][0]) is not None
    part = held["part"][0]
    assert view.page_file(part, 1) is not None
    assert view.page_file(part, 2) is None
    assert view.page_file(part, 3) is None
    assert view.page_file("0" * 64, 1) is None
    assert [bool(item.skipped) for item in view.documents()] == [True, False]


def test_a_member_sees_the_papers_of_their_own_bodies(library):
    put(library, "all.pdf", [(OPEN, "public")], "members")
    _, paper, _ = put(library, "schools.pdf", [(SHUT, "public")], "exempt")
    with library._database.changing() as db:
        for table, column in (("papers", "id"), ("passages", "paper_id")):
            db.execute(
                f"UPDATE {table} SET access = ? WHERE {column} = ?",
                [body_label("Schools Forum"), paper.id],
            )
    view = View(library, reader_of(MEMBER, ["Schools Forum"]))
    assert [item.name for item in view.documents()] == ["all.pdf", "schools.pdf"]
    assert len(view.by_words(["quokka"], EVERYTHING, 8)) == 1
    other = View(library, reader_of(MEMBER, ["Audit Board"]))
    assert [item.name for item in other.documents()] == ["all.pdf"]
    assert View(library, THE_PUBLIC).documents() == []
    assert len(view_of_all(library).documents()) == 2


def test_a_label_that_changes_counts_from_the_next_request_on(library, held):
    sha, paper, _ = held["open"]
    with library._database.changing() as db:
        db.execute("UPDATE papers SET access = 'exempt' WHERE id = ?", [paper.id])
        db.execute("UPDATE passages SET access = 'exempt' WHERE paper_id = ?", [paper.id])
    view = View(library, THE_PUBLIC)
    assert view.original(sha) is None
    assert view.by_words(["swimming"], EVERYTHING, 8) == []


def test_what_is_hidden_does_not_change_the_order_of_what_is_found(tmp_path):
    """A word that only hidden papers use often would else count for less."""
    texts = {
        "a": "The lido and the museum were repaired, the lido twice.",
        "b": "The museum, the museum shop and the lido had visitors, 1,204 of them.",
        "c": "A library was painted. P1.3 was met.",
        "d": "The park has a bandstand, P1.3 says, and a museum of lawn mowers.",
    }
    hidden = [f"{'The lido was closed. ' * n} Museum {n}." for n in range(1, 9)]
    orders = {}
    for name, more in (("alone", []), ("beside hidden ones", hidden)):
        with Library.open(tmp_path / name, encoder=WordLengths()) as library:
            for title, text in texts.items():
                put(library, f"{title}.pdf", [(text, "public")])
            for number, text in enumerate(more):
                put(library, f"hidden-{number}.pdf", [(text, "public")], "exempt")
            view = View(library, THE_PUBLIC)
            orders[name] = [
                [(hit.paper.title, round(hit.score, 9)) for hit in view.by_words(words, scope, 9)]
                for words in (["lido", "museum"], ["museums", "painted", "P1.3"], ["no", "such"])
                for scope in (
                    EVERYTHING,
                    Scope(papers=frozenset({held.id for held in view.papers()[:2]})),
                )
            ]
    assert orders["alone"] == orders["beside hidden ones"]
    assert len(orders["alone"][0]) == 3


@pytest.mark.parametrize(
    ("packed", "numbers"),
    [(b"", []), (b"\x05\x00", [5, 0]), (b"\x81\x00", [128]), (b"\x82\x2c\x03", [300, 3])],
)
def test_lengths_are_read_as_the_index_packs_them(packed, numbers):
    assert varints(packed) == numbers


def test_with_nothing_to_hide_a_view_answers_as_the_library_does(library):
    put(library, "open.pdf", [(OPEN, "public")])
    library.embed_pending()
    view = View(library, THE_PUBLIC)
    assert view.sees_all
    assert view.by_words(["pool"], EVERYTHING, 8) == library.by_words(["pool"], EVERYTHING, 8)
    assert view.document_frequency(["pool"]) == library.document_frequency(["pool"])


SPANS = (
    Span("public", 1, 9, paper=True),
    Span("public", 2, 3),
    Span("exempt", 5, 6),
    Span("public", 8, 8),
)


@pytest.mark.parametrize(
    ("page", "seen"),
    [(0, False), (1, True), (2, True), (3, True), (4, False), (5, False), (7, False), (8, True)],
)
def test_a_page_without_words_goes_with_the_pages_beside_it(page, seen):
    assert page_is_seen(SPANS, page, {"public"}) is seen
    assert page_is_seen(SPANS, page, {"public", "exempt"}) is (page > 0)


def test_a_page_that_two_papers_share_needs_the_right_to_both():
    both = (Span("public", 1, 4, True), Span("exempt", 4, 6, True), Span("public", 4, 4))
    assert not page_is_seen(both, 4, {"public"})
    assert page_is_seen(both, 3, {"public"})
    assert not whole_is_seen(both, {"public"})


def test_a_file_that_is_not_held_is_nobodys():
    assert not whole_is_seen((), {"public"})
    assert not page_is_seen((), 1, {"public"})
