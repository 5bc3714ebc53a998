import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from made_runs import CASES, asked, right, run, write_run
from typer.testing import CliRunner

from evals.charts import Bar, bars
from evals.commands import app
from evals.records import Record, Shown
from evals.report import report_html
from evals.report_mistakes import what_became_of_it
from evals.scoring import score

META = {
    "date": "2026-02-03T10:00:00+00:00",
    "library": {"documents": {"paper a.pdf": "ab"}, "passages": 8},
    "settings": {"model": "quoting"},
    "versions": {"python": "3.11.7"},
}


class Tree(HTMLParser):
    """Checks that elements close in order, and gathers headings, cells and what is loaded."""

    EMPTY = ("meta", "line", "rect", "path", "br")

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.headings, self.loads = [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.loads += [value for name, value in attributes if name in ("src", "href", "data")]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_report_is_one_well_formed_file_that_loads_nothing():
    tree = Tree(report_html(run({"q3", "q13"}), META))
    assert not tree.open
    assert tree.loads == ["#main"]
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in tree.tags}


def test_a_report_can_be_read_by_a_screen_reader():
    tree = Tree(report_html(run({"q3"}), META))
    assert tree.headings[0] == 1
    assert tree.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(tree.headings, tree.headings[1:], strict=False))
    assert all(
        attributes["scope"] in ("col", "row") for tag, attributes in tree.tags if tag == "th"
    )
    tables = [tag for tag, _ in tree.tags].count("table")
    assert tables == [tag for tag, _ in tree.tags].count("caption") > 0
    pictures = [attributes for tag, attributes in tree.tags if tag == "svg"]
    assert pictures
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in pictures)
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_papers_words_cannot_run_anything():
    html = report_html(run({"q3"}), META, "A <b>title</b>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>were</b>" not in html
    assert "<title>A &lt;b&gt;" in html


def test_every_wrong_answer_stands_beside_the_fact_and_its_passage():
    html = report_html(run({"q3", "q13"}), META)
    assert html.count("<article>") == 2
    mistake = html[html.index("<article>") : html.index("</article>")]
    for words in ("What did home 3 cost?", "lacks £350", "paper a, PDF page 3", "Home 3 | £350"):
        assert words in mistake
    assert "It was not among the passages found." in mistake
    assert "answered, though the papers do not hold the answer" in html


def test_headlines_are_those_of_the_run():
    html = report_html(run({"q3", "q4", "q5"}), META)
    assert "<b>75%</b><span>Right answers</span>" in html
    assert "9 of 12; between 47% and 91%" in html
    assert "<b>100%</b><span>Rightly said that the papers do not say</span>" in html
    assert "3 February 2026" in html
    assert "What a figure" not in html


def test_a_report_that_quotes_what_is_not_public_says_so_first():
    assert "not public" not in report_html(run(), META)
    exempt = Shown("paper a.pdf", "Home 1 | £150", 1, access="exempt")
    scored = score(CASES[:1], {"q1": right(CASES[0], passages=(exempt,))})
    html = report_html(scored, META)
    assert html.index("Do not publish it") < html.index("<main")


def test_a_run_without_anything_beside_its_answers_can_be_reported():
    case = asked(13, "unanswerable")
    html = report_html(score([case], {case.id: right(case)}), {"date": 3, "library": []})
    assert not Tree(html).open
    assert "There are none." in html


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (right(CASES[0]), "found and cited"),
        (right(CASES[0], citations=()), "in place 1, and not cited"),
        (right(CASES[0], citations=(), passages=()), "not among the passages found"),
        (Record(missing=True), ""),
    ],
)
def test_a_mistake_says_how_far_the_passage_came(record, told):
    said = what_became_of_it(CASES[0], record)
    assert told in said
    assert bool(said) == bool(told)


def test_a_chart_holds_its_values_in_words_and_is_well_formed():
    svg = bars(
        "Right <answers>", [Bar("Minutes & agendas of the whole of the year", 0.5, 0.2, 0.8, 6)]
    )
    drawn = ElementTree.fromstring(svg)
    assert drawn.find("desc").text == "Minutes & agendas of the whole of the year 50% of 6."
    assert "…" in svg


def test_the_command_writes_the_report_beside_nothing_else(tmp_path):
    cases, answers = write_run(tmp_path, {"q3"})
    out = tmp_path / "reports" / "r.html"
    told = CliRunner().invoke(
        app, ["report", str(answers), "--cases", str(cases), "--out", str(out)]
    )
    assert told.exit_code == 0, told.output
    assert "lacks £350" in out.read_text("utf-8")
