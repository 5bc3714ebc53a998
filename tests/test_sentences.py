import pytest

from corpus.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Fees rise by 4%. Rents are frozen.",
            ["Fees rise by 4%.", "Rents are frozen."],
            id="two sentences",
        ),
        pytest.param(
            "Cllr. Elm and Mrs. A. Birch spoke. Nobody objected.",
            ["Cllr. Elm and Mrs. A. Birch spoke.", "Nobody objected."],
            id="titles and initials end nothing",
        ),
        pytest.param(
            "See para. 3.4 and e.g. Table 2. It cost £1.5m.",
            ["See para. 3.4 and e.g. Table 2.", "It cost £1.5m."],
            id="numbers and short forms end nothing",
        ),
        pytest.param(
            "That (i) the fee be set; and (ii) the plan be noted.",
            ["That", "(i) the fee be set; and", "(ii) the plan be noted."],
            id="parts of a resolution stand apart",
        ),
        pytest.param("First line\nSecond line", ["First line", "Second line"], id="lines apart"),
        pytest.param("no end", ["no end"], id="a fragment is kept"),
        pytest.param("  \n ", [], id="blanks alone"),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text, expected):
    assert sentences(text) == expected


def test_nothing_is_lost_in_cutting():
    text = "It met at 6.30 p.m. on Monday. Was it quorate? Yes; nine came. “Good,” Dr. Ash said."
    assert " ".join(sentences(text)) == text
