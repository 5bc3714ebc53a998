"""Labels of access: what they mean, who gave them, and that a change holds at the next question."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stand_ins import WordLengths, make_document

from corpus.errors import BoardPapersError, LibraryError
from corpus.labelling import Given
from corpus.labels import as_label, as_paragraph, canonical, closest, paragraphs_in
from corpus.library import Library
from corpus.page_rights import page_is_seen, whole_is_seen
from corpus.papers import Scope
from corpus.readers import Reader, body_label
from corpus.schema import VERSION
from corpus.view import View
from ingest.exempt import doubt_in, public_mark
from ingest.pipeline import passages_of

PUBLIC = Scope(access=frozenset({"public"}))
ANYBODY = Reader()
MEMBER = Reader(role="member", bodies=frozenset({body_label("Audit Board")}), key="m")
OFFICER = Reader(name="Ann Other", role="officer", key="o")
WHY = "The bid is still open."


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "data", encoder=WordLengths()) as opened:
        yield opened


def put(library, name, *texts, **more):
    """One paper with a page for each text; its id."""
    document, papers, passages, content = make_document(name, *texts, title=f"On {name}", **more)
    papers = [replace(papers[0], last_page=len(texts))]
    library.add(document, papers, passages, content, acronyms={"QX": texts[0].lower()})
    library.embed_pending()
    return papers[0].id


def seen(library, reader, word="fees"):
    """What both searches give a reader, and the acronyms, as one set of texts."""
    view = View(library, reader)
    found = {hit.passage.text for hit in view.by_words([word], Scope(), 9)}
    found |= {hit.passage.text for hit in view.by_meaning(word, Scope(), 9)}
    return found | {text for texts in view.acronyms().values() for text in texts}


# What a label means


@pytest.mark.parametrize("label", ["Public ", "PUBLIC", "", None, "nobody", "body:", "body:Audit "])
def test_a_label_that_is_not_known_is_exempt(label):
    assert canonical(label) == "exempt"


LABELS = st.sampled_from(["public", "members", "officers", "exempt", "body:a", "body:b", "Public "])


@given(st.lists(LABELS, min_size=1), LABELS)
def test_whoever_may_see_the_closest_of_some_labels_may_see_each_of_them(labels, one):
    from corpus.readers import may_see

    readers = [
        Reader(),
        Reader(role="member", bodies=frozenset({"body:a"}), key="k"),
        Reader(role="member", key="k"),
        Reader(role="officer", key="k"),
    ]
    together = closest([*labels, one])
    for reader in readers:
        if may_see(reader, together):
            assert all(may_see(reader, label) for label in [*labels, one])


@pytest.mark.parametrize(
    ("written", "label"),
    [
        (" Public", "public"),
        ("EXEMPT", "exempt"),
        ("body: Audit  Board", "body:audit board"),
        ("Body:Audit Board", "body:audit board"),
    ],
)
def test_a_person_may_write_a_label_in_any_case(written, label):
    assert as_label(written) == label


@pytest.mark.parametrize("written", ["", "secret", "body:", "body: ", "public; exempt"])
def test_what_is_no_label_is_refused_with_those_that_are(written):
    with pytest.raises(BoardPapersError, match="public, members, officers, exempt"):
        as_label(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("3", "3"), ("paragraphs 1 and 3", "1, 3"), ("", ""), ("14", "14"), ("6a", "6a")],
)
def test_a_paragraph_of_schedule_12a_is_kept_as_its_number(written, kept):
    assert as_paragraph(written) == kept


@pytest.mark.parametrize("written", ["8", "three", "3 or so", "0", "99"])
def test_no_paragraph_of_schedule_12a_is_refused(written):
    with pytest.raises(BoardPapersError, match="Schedule 12A"):
        as_paragraph(written)


def test_the_paragraphs_that_a_mark_names_are_read_from_it():
    assert paragraphs_in("Not for publication: paragraph 3 of Part 1 of Schedule 12A") == "3"
    assert paragraphs_in("exempt under paragraphs 1, 2 and 5 of Schedule 12A") == "1, 2, 5"
    assert paragraphs_in("PART II") == ""


# What a paper says of itself


@pytest.mark.parametrize(
    "line",
    [
        "PART I",
        "PART I: to be taken with the press and public present",
        "For publication",
        "This report is public.",
        "Classification: Open",
        "Exempt information: None",
        "This report does not contain any exempt information.",
    ],
)
def test_a_line_that_marks_a_paper_as_public_is_its_label(line):
    assert public_mark(["Report of the Director", line]) == line


@pytest.mark.parametrize(
    "line",
    [
        "Part 1",
        "Part II",
        "Public consultation",
        "No part of the exempt information may be copied.",
        "Not for publication",
        "Appendix B is for publication",
        "The register is open.",
    ],
)
def test_words_near_to_a_public_mark_are_none(line):
    assert public_mark([line]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The prices are commercially sensitive until the contract is let.",
        "It will be taken in private session.",
        "These figures are given in confidence.",
        "Members are asked to treat the report as confidential.",
        "See paragraph 3 of Schedule 12A.",
        "OFFICIAL-SENSITIVE",
        "The advice is legally privileged.",
        "This paper should not be shared outside the council.",
    ],
)
def test_words_that_an_exempt_paper_might_use_raise_a_doubt(text):
    assert doubt_in(["The fees rise in April.", text])


@pytest.mark.parametrize(
    "text",
    [
        "There is a confidential helpline for carers.",
        "Background papers under Schedule 12A: none.",
        "The fees rise by 4 per cent.",
        "The report does not contain confidential information.",
        "Children are sensitive to change.",
    ],
)
def test_ordinary_words_raise_none(text):
    assert doubt_in([text]) == ""


def test_a_paper_is_read_with_its_mark_or_its_doubt():
    from corpus.papers import Document, Line, Page

    def read(*lines):
        page = Page(1, tuple(Line(line, whole=True) for line in lines))
        return passages_of(Document("a.pdf", "0" * 64, (page,)))[0][0]

    marked = read("PART I", "1.1 The fees rise in April, as they did in the year before.")
    assert (marked.access_open, marked.access_doubt) == ("PART I", "")
    doubted = read("1.1 The fees are commercially sensitive and rise in April.")
    assert "commercially sensitive" in doubted.access_doubt
    assert doubted.access == "public"


# What an officer decides


def test_a_change_holds_at_the_next_question_in_both_searches_and_for_acronyms(library):
    paper = put(library, "fees.pdf", "fees rise", "fees fall")
    assert seen(library, ANYBODY) == {"fees rise", "fees fall"}
    library.label(paper, "exempt", who="Ann", reason=WHY, paragraph="3")
    assert seen(library, ANYBODY) == seen(library, MEMBER) == set()
    assert seen(library, OFFICER) == {"fees rise", "fees fall"}
    library.label(paper, "members", who="Ann", reason=WHY)
    assert seen(library, MEMBER) == {"fees rise", "fees fall"}
    assert seen(library, ANYBODY) == set()
    library.label(paper, "body:Audit Board", who="Ann", reason=WHY)
    assert seen(library, MEMBER) == {"fees rise", "fees fall"}
    assert seen(library, Reader(role="member", key="x")) == set()
    library.label(paper, "public", who="Ann", reason=WHY)
    assert seen(library, ANYBODY) == {"fees rise", "fees fall"}


def test_a_change_for_pages_leaves_the_others(library):
    paper = put(library, "fees.pdf", "fees rise", "fees fall", "fees stay")
    library.label(paper, "exempt", who="Ann", reason=WHY, pages=(2, 2))
    assert seen(library, ANYBODY) - {"fees rise"} == {"fees stay"}
    document = library.papers()[0].document_id
    spans = library.spans(document)
    assert [page_is_seen(spans, n, {"public"}) for n in (1, 2, 3)] == [True, False, True]
    assert not whole_is_seen(spans, {"public"})
    [standing] = library.standings()
    assert [(p.first_page, p.last_page, p.access) for p in standing.parts] == [(2, 2, "exempt")]


def test_a_page_that_is_a_picture_alone_can_be_closed(library):
    document, papers, passages, content = make_document("a.pdf", "one", "chart", "three")
    papers = [replace(papers[0], last_page=3)]
    library.add(document, papers, [passages[0], passages[2]], content)
    library.label(papers[0].id, "exempt", who="Ann", reason=WHY, pages=(2, 2))
    assert not View(library, ANYBODY).page_seen(document.sha256, 2)
    assert View(library, ANYBODY).page_seen(document.sha256, 1)
    assert View(library, ANYBODY).original(document.sha256) is None
    assert View(library, OFFICER).original(document.sha256)


def test_what_a_paper_marks_itself_stays_closed_until_its_pages_are_opened(library):
    document, papers, passages, content = make_document("a.pdf", "fees one", "fees two")
    papers = [replace(papers[0], last_page=2)]
    passages[1] = replace(passages[1], access="exempt", marked="exempt")
    library.add(document, papers, passages, content)
    library.label(papers[0].id, "public", who="Ann", reason=WHY)
    assert seen(library, ANYBODY) == {"fees one"}
    library.label(papers[0].id, "public", who="Ann", reason=WHY, pages=(2, 2))
    assert seen(library, ANYBODY) == {"fees one", "fees two"}


def test_an_exempt_paper_that_is_opened_opens_but_for_its_marked_part(library):
    document, papers, passages, content = make_document(
        "a.pdf", "fees a", "fees b", access="exempt"
    )
    passages[1] = replace(passages[1], marked="exempt")
    library.add(document, [replace(papers[0], last_page=2)], passages, content)
    assert seen(library, ANYBODY) == set()
    library.label(papers[0].id, "public", who="Ann", reason=WHY)
    assert seen(library, ANYBODY) == {"fees a"}


@pytest.mark.parametrize(
    ("pages", "access", "told"),
    [
        ((0, 1), "exempt", "not pages of this paper"),
        ((2, 1), "exempt", "not pages of this paper"),
        ((1, 9), "exempt", "not pages of this paper"),
        ((1, 1), "public", "more open than their paper"),
    ],
)
def test_pages_that_cannot_be_labelled_so_are_refused(library, pages, access, told):
    paper = put(library, "fees.pdf", "fees rise", "fees fall")
    library.label(paper, "members", who="Ann", reason=WHY)
    with pytest.raises(BoardPapersError, match=told):
        library.label(paper, access, who="Ann", reason=WHY, pages=pages)


def test_a_reason_must_be_given_and_an_unknown_paper_is_named(library):
    paper = put(library, "fees.pdf", "fees rise")
    with pytest.raises(BoardPapersError, match="why"):
        library.label(paper, "exempt", who="Ann", reason="  ")
    with pytest.raises(BoardPapersError, match="no paper"):
        library.label("nothing", "exempt", who="Ann", reason=WHY)


def test_who_when_and_why_are_kept_with_what_was_before(library):
    paper = put(library, "fees.pdf", "fees rise")
    library.label(paper, "exempt", who="Ann", reason=WHY, paragraph="3")
    library.label(paper, "public", who="Bob", reason="The contract was let.")
    last, first = library.decisions(paper)
    assert (first.who, first.was, first.access, first.paragraph) == ("Ann", "public", "exempt", "3")
    assert (last.who, last.was, last.access) == ("Bob", "exempt", "public")
    assert last.reason == "The contract was let."
    assert last.made.endswith("+00:00")


def test_a_decision_is_neither_changed_nor_deleted(library):
    paper = put(library, "fees.pdf", "fees rise")
    library.label(paper, "exempt", who="Ann", reason=WHY)
    for wrong in ("UPDATE labels SET who = 'Bob'", "DELETE FROM labels"):
        with pytest.raises(sqlite3.IntegrityError), library._database.changing() as db:
            db.execute(wrong)
    assert [label.who for label in library.decisions(paper)] == ["Ann"]


def test_a_file_removed_and_added_again_is_not_more_open_than_it_was(library):
    paper = put(library, "fees.pdf", "fees rise")
    library.label(paper, "exempt", who="Ann", reason=WHY)
    library.remove("fees.pdf")
    assert put(library, "fees.pdf", "fees rise") == paper
    assert seen(library, ANYBODY) == set()


def test_a_file_that_is_split_otherwise_when_it_comes_back_keeps_its_pages_closed(library):
    paper = put(library, "fees.pdf", "fees rise", "fees fall")
    library.label(paper, "exempt", who="Ann", reason=WHY)
    library.remove("fees.pdf")
    document, papers, passages, content = make_document("fees.pdf", "fees rise", "fees fall")
    other = replace(papers[0], id="another", last_page=2)
    library.add(document, [other], [replace(p, paper_id="another") for p in passages], content)
    assert seen(library, ANYBODY) == set()


# What nobody decided on


def test_without_accounts_what_has_no_mark_is_public(library):
    put(library, "fees.pdf", "fees rise")
    assert not library.labels_required()
    assert seen(library, ANYBODY) == {"fees rise"}


def test_with_accounts_what_has_no_label_is_exempt_until_an_officer_says_otherwise(library):
    early = put(library, "early.pdf", "fees rise")
    library.require_labels()
    late = put(library, "late.pdf", "fees fall")
    assert seen(library, ANYBODY) == seen(library, MEMBER) == set()
    assert seen(library, OFFICER) == {"fees rise", "fees fall"}
    assert all(standing.awaits for standing in library.standings())
    library.label(early, "public", who="Ann", reason="As published.")
    assert seen(library, ANYBODY) == {"fees rise"}
    library.label(late, "public", who="Ann", reason="As published.")
    assert seen(library, ANYBODY) == {"fees rise", "fees fall"}


def test_a_paper_that_marks_itself_as_public_needs_no_officer(library):
    document, papers, passages, content = make_document("a.pdf", "fees rise")
    library.require_labels()
    library.add(document, [replace(papers[0], access_open="PART I")], passages, content)
    assert seen(library, ANYBODY) == {"fees rise"}
    [standing] = library.standings()
    assert (standing.read, standing.proposed, standing.awaits) == ("public", "public", True)
    assert "PART I" in standing.why


def test_a_paper_that_smells_of_exemption_is_proposed_as_exempt(library):
    document, papers, passages, content = make_document("a.pdf", "fees rise")
    doubted = replace(papers[0], access_doubt="is commercially sensitive")
    library.add(document, [doubted], passages, content)
    [standing] = library.standings()
    assert (standing.read, standing.proposed, standing.doubtful) == ("", "exempt", True)
    assert "commercially sensitive" in standing.why


def test_what_is_given_when_a_file_is_added_is_a_decision(library):
    document, papers, passages, content = make_document("a.pdf", "fees rise")
    library.require_labels()
    given = Given("members", "Ann", "Given when it was added.")
    library.add(document, papers, passages, content, given=given)
    assert seen(library, MEMBER) == {"fees rise"}
    assert seen(library, ANYBODY) == set()
    [standing] = library.standings()
    assert standing.decided is not None and standing.decided.who == "Ann"


@pytest.mark.parametrize(
    "label", ["Public ", "PUBLIC", "", "nobody", "body:Audit Board", "\u200bpublic"]
)
def test_a_label_that_something_else_wrote_into_the_catalogue_is_treated_as_exempt(library, label):
    put(library, "fees.pdf", "fees rise")
    with library._database.changing() as db:
        for table in ("papers", "passages", "acronyms"):
            db.execute(f"UPDATE {table} SET access = ?", [label])
        db.execute("UPDATE meta SET value = value + 1 WHERE name = 'rewrites'")
    assert seen(library, ANYBODY) == seen(library, MEMBER) == set()
    assert View(library, ANYBODY).documents() == View(library, MEMBER).papers() == []
    assert seen(library, OFFICER) == {"fees rise"}
    [paper] = View(library, OFFICER).papers()
    assert paper.access == "exempt" and View(library, OFFICER).paper(paper.id) is not None


# What happens to the catalogue


def test_a_library_of_the_version_before_is_brought_up_with_its_labels(tmp_path):
    folder = tmp_path / "data"
    with Library.open(folder, encoder=WordLengths()) as library:
        put(library, "open.pdf", "fees rise")
        put(library, "secret.pdf", "fees fall", access="exempt")
    with closing(sqlite3.connect(folder / "catalogue.db")) as db:
        db.executescript(
            "DROP TABLE labels; DELETE FROM meta WHERE name = 'unlabelled'; "
            "UPDATE passages SET record = json_remove(record, '$.marked'); PRAGMA user_version = 1;"
        )
    with Library.open(folder, encoder=WordLengths()) as library:
        with library._database.reading() as db:
            assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert seen(library, ANYBODY) == {"fees rise"}
        assert library.check().sound
        secret = next(p.id for p in library.papers() if p.access == "exempt")
        library.label(secret, "public", who="Ann", reason=WHY)
        assert seen(library, ANYBODY) == {"fees rise"}, "its passages may have been marked"
        library.label(secret, "public", who="Ann", reason=WHY, pages=(1, 1))
        assert seen(library, ANYBODY) == {"fees rise", "fees fall"}


def test_a_library_of_the_version_before_that_may_not_be_written_says_what_to_do(tmp_path):
    folder = tmp_path / "data"
    with Library.open(folder, encoder=WordLengths()) as library:
        put(library, "open.pdf", "fees rise")
    with closing(sqlite3.connect(folder / "catalogue.db")) as db:
        db.execute("PRAGMA user_version = 0")
    with pytest.raises(LibraryError, match="older version"):
        Library.open(folder, encoder=WordLengths())


def test_a_restored_backup_does_not_open_what_was_closed_since(library, tmp_path):
    from corpus.backup import back_up
    from corpus.restore import restore

    paper = put(library, "fees.pdf", "fees rise")
    back_up(library.data, tmp_path / "backup.zip")
    library.label(paper, "exempt", who="Ann", reason=WHY)
    library.require_labels()
    restore(tmp_path / "backup.zip", library.data, replace=True)
    with Library.open(library.data, encoder=WordLengths()) as again:
        assert seen(again, ANYBODY) == set()
        assert [label.who for label in again.decisions(paper)] == ["Ann"]
        assert again.labels_required()


def test_a_salvaged_catalogue_keeps_what_was_decided(tmp_path):
    from corpus.salvage import salvage

    folder = tmp_path / "data"
    with Library.open(folder, encoder=WordLengths()) as library:
        paper = put(library, "fees.pdf", *(f"fees rise by {n}" for n in range(300)))
        library.label(paper, "exempt", who="Ann", reason=WHY)
    with closing(sqlite3.connect(folder / "catalogue.db")) as db:
        db.execute("DROP TABLE acronyms")
        db.commit()
    assert salvage(folder)
    with Library.open(folder, encoder=WordLengths()) as library:
        assert [label.who for label in library.decisions()] == ["Ann"]
        assert seen(library, ANYBODY) == set()


def test_a_salvaged_catalogue_that_lost_decisions_keeps_everything_closed(tmp_path):
    from corpus.salvage import salvage

    folder = tmp_path / "data"
    with Library.open(folder, encoder=WordLengths()) as library:
        paper = put(library, "fees.pdf", "fees rise")
        library.label(paper, "exempt", who="Ann", reason=WHY)
    with closing(sqlite3.connect(folder / "catalogue.db")) as db:
        db.execute("DROP TABLE labels")
        db.commit()
    assert salvage(folder)
    with Library.open(folder, encoder=WordLengths()) as library:
        assert seen(library, ANYBODY) == set()
        library.label(paper, "public", who="Ann", reason=WHY)
        assert seen(library, ANYBODY) == {"fees rise"}


def test_a_restored_backup_takes_nothing_out_of_the_trail(library, tmp_path):
    from corpus.backup import back_up
    from corpus.restore import restore
    from corpus.trail import Trail

    put(library, "fees.pdf", "fees rise")
    trail = Trail(library.data)
    trail.note("asked", name="Ann")
    back_up(library.data, tmp_path / "backup.zip")
    trail.note("removed", name="Bob")
    restore(tmp_path / "backup.zip", library.data, replace=True)
    assert [act.name for act in Trail(library.data).acts()] == ["Ann", "Bob"]
    restore(tmp_path / "backup.zip", tmp_path / "elsewhere")
    assert [act.name for act in Trail(tmp_path / "elsewhere").acts()] == ["Ann"]
    assert Trail(tmp_path / "elsewhere").check().sound
