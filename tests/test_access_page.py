"""The officer's page and commands: what awaits a decision, deciding, and saying why not."""

import json

import pytest
from browsing import Browser, accounts_in, served
from stand_ins import WordLengths, make_document

from corpus.labels import Label, Part, Standing
from corpus.library import Library
from corpus.papers import Paper
from corpus.seals import TrailReport
from corpus.trail import Act, Trail
from ui.access_page import act_cells, decision, history_page, standings_page, trail_page
from ui.access_words import label_words
from ui.reindexing import Reindexing
from ui.terminal import run

PAPER = Paper("p1", "d1", "fees.pdf", "On <fees>", item="6", access="exempt", last_page=4)
LABEL = Label(
    "p1", "d1", "exempt", "Ann", "2026-03-12T10:11:12+00:00", "The bid is open.", 1, 4, True, "3",
    "public",
)  # fmt: skip


def standing(**more):
    given = {"paper": PAPER, "read": "", "why": "No mark.", "proposed": "public", "doubtful": False}
    return Standing(**(given | more))


@pytest.mark.parametrize(
    ("label", "paragraph", "words"),
    [
        ("public", "", "Public"),
        ("exempt", "3", "Exempt: not for publication (paragraph 3 of Schedule 12A)"),
        ("exempt", "1, 3", "Exempt: not for publication (paragraphs 1, 3 of Schedule 12A)"),
        ("members", "3", "For members only"),
        ("body:audit board", "", "For members of Audit Board only"),
        ("Public ", "", "Exempt: not for publication"),
    ],
)
def test_a_label_is_told_in_words(label, paragraph, words):
    assert label_words(label, paragraph) == words


def test_papers_to_look_at_come_before_those_that_wait_and_those_decided_on():
    page = standings_page(
        [
            standing(decided=LABEL),
            standing(),
            standing(doubtful=True, proposed="exempt"),
        ],
        required=True,
    )
    order = [page.index(f'id="access-{name}"') for name in ("doubtful", "awaiting", "decided")]
    assert order == sorted(order)
    assert "Awaiting a decision: 2 papers." in page and "exempt papers: 1 paper." in page
    assert "On &lt;fees&gt;" in page and "<fees>" not in page
    assert 'data-do="relabel"' in page and page.count('data-do="confirm"') == 2


def test_the_page_tells_why_a_label_was_read_and_which_pages_are_closer_held():
    page = standings_page(
        [standing(read="exempt", why="It says: “PART II”.", parts=(Part(2, 3, "exempt"),))],
        required=False,
    )
    assert "It says: “PART II”." in page and "pages 2 to 3" in page


def test_all_papers_of_a_file_can_be_confirmed_at_once_unless_one_raises_a_doubt():
    both = [standing(), standing(paper=PAPER)]
    assert 'data-do="confirmfile"' in standings_page(both, required=True)
    decided = [standing(), standing(decided=LABEL)]
    assert 'data-do="confirmfile"' not in standings_page(decided, required=True)


def test_a_decision_is_told_with_who_when_and_why():
    said = decision(LABEL)
    for part in ("paragraph 3", "Ann", "12 March 2026", "10:11 UTC", "The bid is open.", "Public"):
        assert part in said
    assert "Ann" in history_page([LABEL])
    assert "Nothing" in history_page([])


def test_the_trail_is_shown_escaped_and_says_whether_it_is_whole():
    act = Act(1, "2026-03-12T10:11:12.345+00:00", "k", "<b>Ann", "member", "asked", {"papers": []},
              "What <is> it?", "s")  # fmt: skip
    page = trail_page([act], TrailReport((), 1, 1, "1:abc"))
    assert "&lt;b&gt;Ann" in page and "<b>Ann" not in page and "1:abc" in page
    assert "cut off" in trail_page([], TrailReport(("Acts were cut off.",), 0, 0, ""))
    assert act_cells(act)[0] == "2026-03-12 10:11:12"


def test_many_changes_are_one_making_of_the_index():
    from threading import Event

    class Counted:
        times = 0

        def reindex(self):
            self.times += 1

    library = Counted()
    job = Reindexing(library, pause=0.1)
    for _ in range(20):
        job.start()
    Event().wait(0.6)
    assert library.times == 1
    job.start()
    Event().wait(0.6)
    assert library.times == 2


# In the terminal


@pytest.fixture
def data(tmp_path, monkeypatch):
    with Library.open(tmp_path / "data", encoder=WordLengths()) as library:
        document, papers, passages, content = make_document("fees.pdf", "fees rise", title="Fees")
        library.add(document, papers, passages, content)
    monkeypatch.setenv("BOARD_PAPERS_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def told(capsys, *arguments):
    status = run(list(arguments))
    said = capsys.readouterr()
    return status, said.out + said.err


def test_a_label_is_set_listed_and_remembered_in_the_terminal(data, capsys):
    assert told(capsys, "access", "list")[1].endswith("1 paper, 1 awaiting a decision.\n")
    status, said = told(
        capsys, "access", "set", "Fees", "exempt", "--why", "Bids.", "--paragraph", "3"
    )
    assert (status, said) == (
        0, "Fees: Exempt: not for publication (paragraph 3 of Schedule 12A).\n"
    )  # fmt: skip
    assert "Bids." in told(capsys, "access", "history", "Fees")[1]
    [record] = json.loads(told(capsys, "access", "list", "--json")[1])
    assert record["decided"]["access"] == "exempt" and not record["awaits"]
    [act] = Trail(data).acts()
    assert act.act == "labelled" and act.who.startswith("terminal")


def test_everything_that_raises_no_doubt_is_confirmed_at_once(data, capsys):
    assert "Confirmed 1 paper." in told(capsys, "access", "confirm", "--all")[1]
    assert "0 awaiting" in told(capsys, "access", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["access", "set", "Fees", "secret", "--why", "x"], "no access label"),
        (["access", "set", "Fees", "exempt"], "why"),
        (["access", "set", "Nothing", "exempt", "--why", "x"], "no paper or file"),
        (["access", "set", "Fees", "exempt", "--why", "x", "--pages", "a-b"], "are no pages"),
        (["access", "set", "Fees", "exempt", "--why", "x", "--pages", "3-9"], "not pages of this"),
        (["access", "set", "Fees", "exempt", "--why", "x", "--paragraph", "44"], "Schedule 12A"),
        (["access", "confirm"], "Name the papers"),
        (["access", "unlabelled", "open"], "neither"),
        (["trail", "save", "trail.txt"], "neither .csv"),
        (["trail", "check", "--seal", "9:abc"], "seal"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(data, capsys, arguments, sentence):
    status, said = told(capsys, *arguments)
    assert status == 1 and sentence in said and said.count("\n") == 1


def test_the_trail_is_shown_checked_and_saved_in_the_terminal(data, capsys, tmp_path):
    told(capsys, "access", "confirm", "--all")
    assert "decided who may see a paper" in told(capsys, "trail", "show")[1]
    status, said = told(capsys, "trail", "check")
    assert status == 0 and "The trail is whole: 1 acts" in said
    seal = said.split("Its seal: ")[1].strip()
    assert told(capsys, "trail", "check", "--seal", seal)[0] == 0
    file = tmp_path / "trail.csv"
    assert told(capsys, "trail", "save", str(file))[0] == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text("utf-8").count("\n") == 3
    assert "there already" in told(capsys, "trail", "save", str(file))[1]


def test_where_there_are_accounts_what_bears_no_label_cannot_be_opened_at_once(
    data, capsys, monkeypatch, tmp_path
):
    assert told(capsys, "access", "unlabelled", "exempt")[0] == 0
    monkeypatch.setenv("BOARD_PAPERS_USERS", str(tmp_path / "users.db"))
    status, said = told(capsys, "access", "unlabelled", "public")
    assert status == 1 and "confirm --all" in said


# Over HTTP


@pytest.mark.slow
def test_only_officers_decide_and_a_decision_holds_at_the_next_question(tmp_path):
    users = accounts_in(tmp_path)
    with served(tmp_path, USERS=str(users)) as base:
        library = Library.open(tmp_path / "library", encoder=WordLengths())
        paper = next(p.id for p in library.papers() if p.document == "public.pdf")
        asked = ["What is the budget of Zanzibarpublic?", None]
        public, member, officer = Browser(base), Browser(base), Browser(base)
        public.get("/")
        member.sign_in("member")
        officer.sign_in("officer")
        assert "£1m" in public.fire(public.event("answer"), asked)
        given = [None, "exempt", "", "3", "whole", "", "", "Late advice."]
        for reader in (public, member):
            for name in ("arrive_access", "relabel", "confirm", "confirm_file"):
                if name != "arrive_access":
                    said = reader.fire(reader.event(name), [None], {"id": paper})
                    assert "public.pdf" not in said and "sign in as one" in said, name
            assert "sign in as one" in reader.fire(reader.event("keep"), given)
        assert library.standings([paper])[0].paper.access == "public"
        officer.fire(officer.event("relabel"), [None], {"id": paper})
        assert "now labelled: Exempt" in officer.fire(officer.event("keep"), given)
        said = public.fire(public.event("answer"), asked)
        assert "The budget of Zanzibarpublic is £1m" not in said
        [latest, *_] = library.decisions(paper)
        assert (latest.who, latest.reason, latest.paragraph) == (
            "Olive Officer",
            "Late advice.",
            "3",
        )
        library.close()
