"""Names beside a page's text, and text boxes, keep out of the sentences that they stand beside."""

from ingest.pdf_frame import Word
from ingest.pdf_lines import line_up
from ingest.pdf_margin import notes_apart
from ingest.pdf_order import arrange
from ingest.pdf_rules import Drawing, Rule
from ingest.pdf_tables import ruled_tables

MARGIN = 445.0


def line(y: float, text: str, left: float = 130.0, size: float = 10.0) -> list[Word]:
    placed, at = [], left
    for word in text.split():
        placed.append(Word(word, at, at + 4.5 * len(word), y, size))
        at += 4.5 * len(word) + 2.5
    return placed


TEXT = [
    line(100, "The Board considered a report of the Director upon the hubs."),
    line(114, "Members asked how many families had come in the first year and"),
    line(128, "were told that it was some nine hundred."),
    line(145, "RESOLVED: That the report be noted and a breakdown by ward be"),
    line(159, "circulated by 19 December."),
    line(180, "The Board considered a report of the Director upon the budget."),
    line(194, "It was noted that the forecast was worse than the quarter before."),
]


def texts(lines):
    return [row.text for row in notes_apart(line_up([word for one in lines for word in one]))]


def test_a_name_beside_the_text_ends_the_paragraph_that_it_stands_beside():
    lines = texts([*TEXT, line(145, "C. Birtwistle", MARGIN)])
    assert lines[3] == "RESOLVED: That the report be noted and a breakdown by ward be"
    assert lines[4] == "circulated by 19 December. C. Birtwistle"
    assert len(lines) == len(TEXT)


def test_an_office_on_several_lines_is_one_note():
    lines = texts([*TEXT, line(145, "Executive", MARGIN), line(159, "Director", MARGIN)])
    assert lines[4] == "circulated by 19 December. Executive Director"


def test_a_note_beside_a_list_goes_behind_the_list():
    lines = texts(
        [
            line(100, "RESOLVED: That"),
            line(100, "P. Stannage", MARGIN),
            line(114, "(1) the report be noted with thanks; and"),
            line(128, "(2) the headteachers of both schools be invited in March."),
            *TEXT[5:],
        ]
    )
    assert lines[0] == "RESOLVED: That"
    assert lines[2] == "(2) the headteachers of both schools be invited in March. P. Stannage"


def test_text_that_runs_on_past_a_wide_gap_is_no_note():
    wide = [
        [
            *line(
                100 + 14 * n,
                "words of a line that is as long as the page has room for them all, up to its edge",
            ),
        ]
        for n in range(8)
    ]
    stretched = [
        *line(212, "economically, and this is encouraged."),
        *line(212, "Indeed, the", MARGIN),
    ]
    last = line(226, "county said so twice in the year before this one.")
    assert "encouraged. Indeed, the" in " / ".join(texts([*wide, stretched, last]))


def test_figures_beside_text_are_no_notes():
    lines = texts([*TEXT, line(145, "£41,600", MARGIN)])
    assert lines[3].endswith("be £41,600")


def frame(left: float, top: float, right: float, bottom: float) -> Drawing:
    level = [Rule(top, left, right), Rule(bottom, left, right)]
    upright = [Rule(left, top, bottom), Rule(right, top, bottom)]
    return Drawing(level, upright, [], [], [], [])


BOX = [line(112, "At a glance", 330), line(128, "Flu, aged 65+: 73.2%", 330)]
BESIDE = [
    line(100 + 14 * n, text, 50)
    for n, text in enumerate(
        [
            "Uptake in the borough is close to the",
            "average, but this hides wide gaps: in",
            "Quayside one child in four has not had",
            "a second dose by the age of five.",
        ]
    )
]


def blocks(drawing, lines):
    tables, boxes, free = ruled_tables(drawing, [word for one in lines for word in one])
    return [block.text for block in arrange(free, tables, boxes)]


def test_a_box_beside_the_text_is_read_by_itself():
    below = line(170, "Coverage was lower in the second quarter than it had been in the first.", 50)
    read = blocks(frame(325, 90, 460, 134), [*BESIDE, *BOX, below])
    assert read[:4] == [" ".join(word.text for word in one) for one in BESIDE]
    assert read[4:6] == ["At a glance", "Flu, aged 65+: 73.2%"]
    assert read[6].startswith("Coverage was lower")


def test_a_frame_round_a_whole_page_changes_nothing():
    read = blocks(frame(40, 80, 470, 300), BESIDE)
    assert read == [" ".join(word.text for word in one) for one in BESIDE]
