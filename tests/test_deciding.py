"""Which resolutions are the decision asked for: not the board's where a group's doing is."""

import pytest

from assistant.answers import Evidence
from assistant.deciding import decides
from assistant.question import understand
from corpus.papers import Paper, Passage

BOARD = Paper("p", "d", "minutes.pdf", "Minutes of the Transport Board", body="Transport Board")


def passage(text, kind="resolution", headings=()):
    return Evidence(1, Passage("a", "p", text, 1, 1, kind=kind, headings=headings), BOARD, 1.0)


@pytest.mark.parametrize(
    ("asked", "found", "expected"),
    [
        ("what was agreed on the travel policy?", passage("RESOLVED: That it be approved."), True),
        ("what did the scrutiny group agree?", passage("RESOLVED: That it be approved."), False),
        (
            "what did the scrutiny group agree?",
            passage("RESOLVED: That the group's report be received."),
            True,
        ),
        (
            "what did the working group agree?",
            passage("RESOLVED: That it be approved.", headings=("Travel Working Group",)),
            True,
        ),
        ("what was agreed?", passage("It was agreed to consult.", kind="paragraph"), False),
    ],
)
def test_a_boards_resolution_is_not_what_its_group_decided(asked, found, expected):
    assert decides(found, understand(asked)) is expected
