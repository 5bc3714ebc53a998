import pytest

from ingest.elements import find_elements
from ingest.paragraphs import Paragraph
from ingest.run_in import subject_of

SAID = "Councillors spoke of what was done in the week before and thanked all who came."
MINUTES = [
    f"{subject}: {SAID}" for subject in ("Floods", "Trees", "Paths, bins", "Hall", "Planning")
]


def headings(texts):
    pieces = [Paragraph(text, 1, 1) for text in texts]
    return {element.text: element.headings for element in find_elements(pieces)}


def test_a_subject_that_opens_a_paragraph_heads_it_and_what_is_said_further():
    more = "The brook is cleared in May by the men of the village."
    found = headings([*MINUTES[:1], more, *MINUTES[1:]])
    assert found[MINUTES[0]] == found[more] == ("Floods",)
    assert found[MINUTES[3]] == ("Hall",)


def test_in_a_report_that_has_few_such_paragraphs_they_head_nothing():
    prose = [f"{SAID} It was the {n}th time." for n in range(4, 24)]
    assert set(headings([*prose, *MINUTES]).values()) == {()}


@pytest.mark.parametrize(
    "text",
    [
        "Present: Councillors Elm, Ash, Oak, Ivy, Rowan, Beech and Lime",
        "Note: See below.",
        SAID,
        f"The Board agreed: {SAID}",
    ],
    ids=["who came", "few words", "no subject", "a sentence"],
)
def test_what_opens_otherwise_has_no_subject(text):
    assert subject_of(text) == ""
