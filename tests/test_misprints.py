"""Who is told a figure that a supplement corrects is told the right one too."""

import pytest
from council_library import council_library
from model_server import PASSAGE, Reply, model_server

from assistant.answers import Citation
from assistant.chat import ask
from assistant.misprints import misprint_notes, misprinted, misprints_in
from assistant.models import open_model
from assistant.writing import Draft
from corpus.papers import EVERYTHING, Cell, Hit, Paper, Passage

REPORT = Paper("r", "report.pdf", "report.pdf", "Placements", meeting_date="2025-11-24")
LATE = Paper("s", "late.pdf", "late.pdf", "Supplementary papers", meeting_date="2025-11-24")
UNDATED = Paper("r", "report.pdf", "report.pdf", "Placements")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("It was printed as 27.4%; it should be 26.4%.", [("27.4%", "26.4%")]),
        ("The total (printed as 20.9%) becomes 20.4%.", [("20.9%", "20.4%")]),
        ("The cost was printed as £1,046. It should read £1,064.", [("£1,046", "£1,064")]),
        ("In paragraph 3.3, for ‘£15,940’ read ‘£15,490’.", [("£15,940", "£15,490")]),
        ("The rate is 41% and not 39% as printed.", [("39%", "41%")]),
        ("Paragraph 4 should read £2.1m and not £1.2m.", [("£1.2m", "£2.1m")]),
        ("On page 3, 27 should read 72.", [("27", "72")]),
        ("The review should take 5 days and not 12.", []),
        ("Costs rose from 12% to 14%, as stated in the report.", []),
    ],
)
def test_a_correction_tells_what_was_printed_and_what_is_right(text, pairs):
    assert misprints_in(text) == pairs


class Papers:
    """A library of a report and of one passage of another paper."""

    def __init__(self, passage, report, late):
        self.passage, self.held, self.late = passage, [report, late], late

    def papers(self, scope):
        return self.held

    def by_words(self, words, scope, limit):
        inside = self.late.id in scope.papers
        return [Hit(self.passage, self.late, 1.0)] if inside else []


def found(said, correction, report=REPORT, late=LATE):
    text = "The dearest residential placement costs £15,940 a week, and fostering £1,046."
    cited = Citation(1, Passage("a", "r", text, 1, 1), report, text)
    late_passage = correction
    if isinstance(correction, str):
        late_passage = Passage("b", "s", correction, 1, 1)
    library = Papers(late_passage, report, late)
    return misprinted(Draft(said, (cited,)), library, EVERYTHING)


CORRECTION = "Residential placement: in paragraph 3.3, for ‘£15,940’ read ‘£15,490’."


def test_a_figure_that_was_misprinted_is_named_with_the_right_one():
    (one,) = found("The dearest residential placement costs £15,940 a week. [1]", CORRECTION)
    assert (one.wrong, one.right) == ("£15,940", "£15,490")
    assert "£15,490" in one.statement.text
    assert misprint_notes([one]) == (
        "“Supplementary papers” says that £15,940 was misprinted and should be £15,490.",
    )


def test_a_row_of_a_list_of_corrections_says_it_too():
    cells = (Cell("As printed", "£15,940"), Cell("Should read", "£15,490"))
    text = "Where | As printed | Should read\nDearest residential placement | £15,940 | £15,490"
    label = "Dearest residential placement"
    row = Passage("b", "s", text, 1, 1, kind="row", label=label, cells=cells)
    (one,) = found("The dearest residential placement costs £15,940 a week. [1]", row)
    assert one.right == "£15,490"
    assert one.statement.row


@pytest.mark.parametrize(
    ("said", "correction", "report", "late"),
    [
        pytest.param("Fostering costs £1,046. [1]", CORRECTION, REPORT, LATE, id="another figure"),
        pytest.param(
            "It costs £15,940, or £15,490 as corrected. [1]", CORRECTION, REPORT, LATE, id="told"
        ),
        pytest.param(
            "It costs £15,940. [1]",
            "Libraries: for ‘£15,940’ read ‘£15,490’.",
            REPORT,
            LATE,
            id="another subject",
        ),
        pytest.param(
            "It costs £15,940. [1]",
            CORRECTION,
            REPORT,
            Paper("s", "x.pdf", "x.pdf", "Supplement", meeting_date="2025-12-01"),
            id="another meeting",
        ),
        pytest.param("It costs £15,940. [1]", CORRECTION, UNDATED, LATE, id="no meeting is known"),
    ],
)
def test_what_is_not_corrected_is_left_alone(said, correction, report, late):
    assert found(said, correction, report, late) == []


def test_a_paper_without_a_day_is_corrected_by_one_that_calls_itself_a_correction():
    late = Paper("s", "x.pdf", "x.pdf", "Placements: correction sheet", meeting_date="2025-12-01")
    said = "The dearest residential placement costs £15,940 a week. [1]"
    assert [one.right for one in found(said, CORRECTION, UNDATED, late)] == ["£15,490"]


DEPOT = "The Larkhill depot costs £15,940 a month to rent."


@pytest.fixture
def library(tmp_path):
    late = "The rent of the Larkhill depot: for ‘£15,940’ read ‘£15,490’."
    with council_library(tmp_path, ("Depots", DEPOT), ("Depots: correction", late)) as library:
        yield library


def test_who_asks_is_told_both_figures_where_the_correction_lies_in_another_file(library):
    answer = ask("What does the Larkhill depot cost to rent?", library=library)
    assert "£15,940" in answer.text
    assert "£15,490" in answer.text
    assert {one.paper.title for one in answer.citations} == {"Depots", "Depots: correction"}


def test_an_answer_that_a_model_wrote_comes_with_the_note(library):
    def reply(asked):
        prompt = "\n".join(str(message["content"]) for message in asked["messages"])
        keys = [key for key, text in PASSAGE.findall(prompt) if DEPOT in text]
        return Reply(f"{DEPOT[:-1]} [{keys[0]}].")

    with model_server(reply) as server:
        model = open_model("openai:scripted", server.url, silence=2, seconds=5)
        answer = ask("What does the Larkhill depot cost to rent?", library=library, model=model)
    assert "£15,490" not in answer.text
    assert any("£15,940 was misprinted and should be £15,490" in note for note in answer.notes)
