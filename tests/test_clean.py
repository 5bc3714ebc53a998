import pytest

from corpus.papers import Line, Page, Table
from ingest.clean import strip_furniture


def page(number, *texts, label=""):
    return Page(number, tuple(Line(text) for text in texts), label)


def texts(page):
    return [block.text for block in page.blocks if isinstance(block, Line)]


BODY = ("The fee for a plot rises.", "Rents stay as they are.", "Nobody objected to the plan.")


def pack(head, foot, count=6):
    """Pages whose heads and feet are made by functions of the page's number."""
    pages = []
    for n in range(1, count + 1):
        body = [f"{text} ({'abcdefgh'[n]})" for text in BODY]
        pages.append(page(n, *filter(None, [head(n), *body, foot(n)])))
    return pages


@pytest.mark.parametrize(
    ("foot", "printed"),
    [
        pytest.param(lambda n: f"Page {n} of 6", "3", id="page 3 of 6"),
        pytest.param(lambda n: str(n + 40), "43", id="a pack's running number"),
        pytest.param(lambda n: f"- {n} -", "3", id="between dashes"),
        pytest.param(lambda n: ["", "i", "ii", "iii", "iv", "v", "vi"][n], "iii", id="roman"),
        pytest.param(lambda n: f"Larkmoor Council | {n + 9}", "12", id="after the council's name"),
        pytest.param(lambda n: f"Agenda Page {n + 7}", "10", id="agenda page"),
    ],
)
def test_the_printed_number_is_kept_and_its_line_goes(foot, printed):
    third = strip_furniture(pack(lambda n: "", foot))[2]
    assert third.label == printed
    assert third.number == 3
    assert len(texts(third)) == len(BODY)


def test_a_running_head_goes_and_the_text_stays():
    cleaned = strip_furniture(pack(lambda n: "Larkmoor Board, 3 May 2026", lambda n: ""))
    assert all(len(texts(page)) == len(BODY) for page in cleaned)
    assert not any("Larkmoor" in text for page in cleaned for text in texts(page))


def test_a_sentence_repeated_deep_in_the_pages_stays():
    pages = [
        page(
            n,
            f"Head {'abcdef'[n]}",
            "Start.",
            "Go on.",
            "RESOLVED: That it be noted.",
            "So.",
            "A.",
            "B.",
        )
        for n in range(6)
    ]
    assert all("RESOLVED: That it be noted." in texts(page) for page in strip_furniture(pages))


def test_the_lines_of_a_short_notice_are_no_furniture():
    notice = [page(1, "Burial fees", "rise in May."), page(2, "Burial fees", "are listed here.")]
    assert [texts(page) for page in strip_furniture(notice)] == [texts(page) for page in notice]


def test_years_at_the_foot_of_two_pages_are_no_page_numbers():
    ends = ["", "On 6 May 2023", "Nothing", "The budget for 2025", "Nobody"]
    cleaned = strip_furniture(pack(lambda n: "", lambda n: ends[n], count=4))
    assert [page.label for page in cleaned] == ["", "", "", ""]


def test_figures_that_do_not_count_with_the_pages_are_no_page_numbers():
    pages = [page(n, "Fee", text) for n, text in enumerate(("12", "40", "7", "19"), start=1)]
    assert all(page.label == "" for page in strip_furniture(pages))


def test_the_files_own_label_serves_where_none_is_printed():
    assert strip_furniture([page(1, "Fees rise.", label="A-1")])[0].label == "A-1"


def test_tables_and_pages_without_text_come_through():
    table = Table((("Ward", "Fee"), ("Elm", "£4")))
    pages = [Page(1, (table,)), Page(2, ()), Page(3, (), skipped="too slow")]
    assert strip_furniture(pages) == pages


def test_the_tags_of_a_web_page_that_were_printed_by_mistake_are_left_out():
    table = Table((("Aim", '<ul style="list-style-type: none"> Plant <b>trees</b>'),))
    [page] = strip_furniture([Page(1, (Line("5 < 6 <br/> and 7 > 6"), table))])
    assert page.blocks == (
        Line("5 < 6 and 7 > 6"),
        Table((("Aim", "Plant trees"),)),
    )


def small(text):
    return Line(text, size=8.0)


def test_a_footer_in_small_type_is_furniture_though_only_one_paper_of_a_pack_has_it():
    own = [
        Page(n, (Line(f"{text} {n}", size=11.0), *foot))
        for n in range(1, 41)
        for text, foot in [(BODY[0], (small("Ref 17/3 Fees"),) if n <= 8 else ())]
    ]
    assert all("Ref 17/3 Fees" not in texts(page) for page in strip_furniture(own))


def test_a_note_in_small_type_under_two_pages_stays():
    own = [
        Page(
            n,
            (Line(f"{BODY[0]} {n}", size=11.0), small("Source: the parks team"))[
                : 2 if n < 3 else 1
            ],
        )
        for n in range(1, 41)
    ]
    assert texts(strip_furniture(own)[0])[-1] == "Source: the parks team"


@pytest.mark.parametrize("size", [11.0, 8.0])
def test_a_running_head_that_says_not_for_publication_is_kept_where_it_begins(size):
    mark = Line("NOT FOR PUBLICATION", size=size)
    own = [
        Page(n, (*([mark] if n > 4 else []), Line(f"{'abcdefghijkl'[n]} {BODY[0]}", size=11.0)))
        for n in range(1, 12)
    ]
    kept = [page.number for page in strip_furniture(own) if mark.text in texts(page)]
    assert kept == [5]


RUN = "Parks monitoring report – Quarter 2"


def differing(number, head="", foot=""):
    """A page with text of its own between what may be a head and a footer."""
    own = [f"{text} ({'abcdefgh'[number]})" for text in BODY]
    return page(number, *filter(None, [head, *own, foot]))


def test_a_running_head_of_two_pages_stays_where_it_first_stands_alone():
    pages = [differing(1), differing(2, RUN), differing(3, RUN), differing(4)]
    found = strip_furniture(pages)
    assert [texts(one)[0] == RUN for one in found] == [False, True, False, False]


@pytest.mark.parametrize(
    "head", ["REPORT TO: Parks Board", "Parks and Open Spaces Board", "Nobody objected to it."]
)
def test_what_heads_two_reports_or_is_said_twice_is_no_running_head(head):
    found = strip_furniture([differing(1, head), differing(2, head)])
    assert [texts(one)[0] for one in found] == [head, head]


def test_a_footer_of_two_pages_goes_from_both_and_a_note_without_a_number_stays():
    note = "Source: the parks team"
    pages = [differing(n, foot=f"Fees v4 final – page {n}") for n in (1, 2)]
    pages += [differing(n, foot=note) for n in (3, 4)]
    assert [texts(one)[-1] == note for one in strip_furniture(pages)] == [False, False, True, True]
    assert not any("final" in text for one in strip_furniture(pages) for text in texts(one))
