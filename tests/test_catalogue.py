import sqlite3
from dataclasses import replace

import pytest
from stand_ins import make_document

from corpus.catalogue import Catalogue
from corpus.database import Database
from corpus.errors import LibraryDamaged, LibraryError
from corpus.papers import EVERYTHING, Cell, Page, PageStart, Scope
from corpus.records import effective_access, passage_from, passage_record
from corpus.schema import VERSION
from corpus.words import Words, index_terms


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "catalogue.db")
    yield database
    database.close()


@pytest.fixture
def catalogue(database):
    return Catalogue(database)


def add(catalogue, made, acronyms=None):
    document, papers, passages, _ = made
    catalogue.add(document, papers, passages, kept="", acronyms=acronyms or {})
    return passages


def test_a_passage_comes_back_as_it_went_in():
    [passage] = make_document("a.pdf", "Employees 1,204 1,190")[2]
    passage = replace(
        passage,
        kind="row",
        search_text="Budget 2025 › Employees 1,204",
        paragraphs=("4.2", "4.3"),
        headings=("Finance", "Revenue"),
        label="Employees",
        cells=(Cell("Annual › Budget", "1,204", "£'000"), Cell("", "1,190")),
        order=7,
        printed_page="iv",
        page_starts=(PageStart(9, 2, "v"),),
    )
    row = (1, passage.access, passage.label, passage.search_text, passage_record(passage))
    assert passage_from(row) == passage


def test_a_passage_without_search_text_comes_back_without():
    [passage] = make_document("a.pdf", "Fees rise.")[2]
    assert passage_from((1, "public", "", "Fees rise.", passage_record(passage))) == passage


@pytest.mark.parametrize(
    ("own", "paper", "treated_as"),
    [
        pytest.param("public", "public", "public", id="public in a public paper"),
        pytest.param("exempt", "public", "exempt", id="an exempt appendix of a public paper"),
        pytest.param("public", "exempt", "exempt", id="nothing is more open than its paper"),
        pytest.param("members", "exempt", "exempt", id="a more open part of an exempt paper"),
        pytest.param("body:audit board", "members", "body:audit board", id="a body's part"),
        pytest.param("body:a", "body:b", "exempt", id="two bodies meet"),
        pytest.param("body:A", "public", "exempt", id="a body that is not spelt right"),
        pytest.param("", "public", "exempt", id="no label"),
        pytest.param("Public ", "public", "exempt", id="a label that is not spelt right"),
        pytest.param("public", "", "exempt", id="a paper without a label"),
    ],
)
def test_what_is_not_known_to_be_open_is_exempt(own, paper, treated_as):
    assert effective_access(own, paper) == treated_as


def test_a_document_with_a_clashing_passage_leaves_nothing_behind(catalogue):
    add(catalogue, make_document("a.pdf", "Fees rise."))
    document, papers, passages, _ = make_document("b.pdf", "Rents fall.")
    clashing = replace(passages[0], id=make_document("a.pdf", "Fees rise.")[2][0].id)
    with pytest.raises(ValueError, match=r"b\.pdf"):
        catalogue.add(document, papers, [clashing], kept="", acronyms={})
    assert [record.name for record in catalogue.documents(EVERYTHING)] == ["a.pdf"]


def test_the_same_passage_twice_in_a_document_is_kept_once(catalogue):
    document, papers, passages, _ = make_document("a.pdf", "Noted.")
    catalogue.add(document, papers, passages * 2, kept="", acronyms={})
    assert catalogue.documents(EVERYTHING)[0].passages == 1


def test_a_skipped_page_is_remembered_with_its_reason(catalogue):
    document, papers, passages, _ = make_document("a.pdf", "Fees rise.")
    pages = (*document.pages, Page(2, (), skipped="It took longer than 30 seconds to read."))
    catalogue.add(replace(document, pages=pages), papers, passages, kept="", acronyms={})
    [refusal] = catalogue.documents(EVERYTHING)[0].skipped
    assert (refusal.name, refusal.reason) == (
        "a.pdf, page 2",
        "It took longer than 30 seconds to read.",
    )


def test_an_acronym_spelt_out_in_an_exempt_passage_only_is_not_for_the_public(catalogue):
    document, papers, passages, _ = make_document(
        "a.pdf", "A placement (PLC) costs £4,000.", "The Secret Northern Depot (SND) closes."
    )
    passages[1] = replace(passages[1], access="exempt")
    acronyms = {"PLC": "placement", "SND": "secret northern depot", "XYZ": "never spelt out"}
    catalogue.add(document, papers, passages, kept="", acronyms=acronyms)
    assert catalogue.acronyms(Scope(access=frozenset({"public"}))) == {"PLC": ("placement",)}
    assert set(catalogue.acronyms(EVERYTHING)) == {"PLC", "SND", "XYZ"}


def search(database, words, scope=EVERYTHING, limit=10):
    return list(Words(database).search(words, scope, limit))


def test_words_match_by_stem_and_without_accents(catalogue, database):
    add(catalogue, make_document("a.pdf", "Cafés were licensed.", "Rents fall."))
    assert search(database, ["licensing"]) == [1]
    assert search(database, ["cafe"]) == [1]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["£"],
        ["'", '"', '""', "*", "-"],
        ['fees" OR "rents', "NEAR("],
        ["AND", "OR", "NOT", "^fees:"],
        ["\0"],
        ["fees"] * 5000,
        [f"w{n}" for n in range(5000)],
    ],
    ids=lambda words: str(words)[:20],
)
def test_any_words_at_all_can_be_searched_for(catalogue, database, words):
    add(catalogue, make_document("a.pdf", "Fees rise."))
    assert len(search(database, words)) <= 1


def test_a_measures_number_is_looked_for_whole(catalogue, database):
    add(catalogue, make_document("a.pdf", "P1.3 is green.", "P1 ended; 3 remain."))
    assert search(database, ["P1.3"]) == [1]


def test_a_rows_own_name_counts_more_than_its_text(catalogue, database):
    document, papers, passages, _ = make_document("a.pdf", "Premises 12", "Premises 13")
    passages[1] = replace(passages[1], label="Premises")
    catalogue.add(document, papers, passages, kept="", acronyms={})
    assert search(database, ["premises"]) == [2, 1]


def test_a_scope_narrows_before_the_limit_counts(catalogue, database):
    texts = [f"Fees rise by {n}." for n in range(50)]
    add(catalogue, make_document("a.pdf", *texts, access="exempt"))
    add(catalogue, make_document("b.pdf", "Many long words stand here before fees."))
    assert search(database, ["fees"], Scope(access=frozenset({"public"})), limit=1) == [51]


def test_a_reader_without_rights_finds_nothing(catalogue, database):
    add(catalogue, make_document("a.pdf", "Fees rise."))
    assert search(database, ["fees"], Scope(access=frozenset())) == []


def test_passages_are_counted_by_stem_as_the_index_counts_them(catalogue, database):
    add(catalogue, make_document("a.pdf", "Committees met.", "The committee met.", "P1.3 is on."))
    counted = Words(database).frequency(["committee", "committe", "P1.3", "absent", "£"], epoch=1)
    assert counted == {"committee": 2, "committe": 2, "P1.3": 1, "absent": 0, "£": 0}


def test_terms_are_those_of_the_index():
    assert index_terms(["Committees", "P1.3"]) == {"Committees": ["committe"], "P1.3": ["p1", "3"]}


def test_a_file_of_another_program_is_refused(tmp_path):
    path = tmp_path / "catalogue.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE music (title TEXT)")
    other.close()
    with pytest.raises(LibraryDamaged, match="not a library of board papers"):
        Database(path)


def test_a_newer_format_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "catalogue.db"
    Database(path).close()
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {VERSION + 1}")
    later.close()
    with pytest.raises(LibraryError, match="newer version"):
        Database(path)


@pytest.mark.parametrize("damage", ["header", "middle", "short"])
def test_a_damaged_catalogue_is_said_to_be_damaged(tmp_path, damage):
    path = tmp_path / "catalogue.db"
    database = Database(path)
    add(Catalogue(database), make_document("a.pdf", *(f"Fees rise by {n}." for n in range(400))))
    database.close()
    content = bytearray(path.read_bytes())
    if damage == "header":
        content[:100] = b"x" * 100
    elif damage == "middle":
        content[4096:] = b"\xff" * (len(content) - 4096)
    else:
        del content[8192:]
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="damaged"):
        broken = Database(path)
        Catalogue(broken).documents(EVERYTHING)
        search(broken, ["fees"])


def test_a_change_that_fails_changes_nothing(catalogue, database):
    with pytest.raises(RuntimeError), database.changing() as db:
        db.execute("DELETE FROM meta")
        raise RuntimeError
    with database.reading() as db:
        assert db.execute("SELECT count(*) FROM meta").fetchone()[0] > 0


def test_what_is_read_together_is_of_one_moment(catalogue, database):
    with database.reading() as db:
        before = db.execute("SELECT count(*) FROM papers").fetchone()
        add(catalogue, make_document("a.pdf", "Fees rise."))
        assert db.execute("SELECT count(*) FROM papers").fetchone() == before
