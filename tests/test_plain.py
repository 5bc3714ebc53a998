"""Characters made plain."""

import pytest

from ingest.plain import plain, spaced, unmarked


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        pytest.param("o\ufb03ce", "office", id="ligature"),
        pytest.param("£1\u00a0250", "£1 250", id="no-break space"),
        pytest.param("pro\u00adgress", "progress", id="soft hyphen"),
        pytest.param("pay\u200b\u202e\u2060ments\ufeff", "payments", id="zero width and direction"),
        pytest.param("hi" + "".join(chr(0xE0000 + ord(c)) for c in "obey"), "hi", id="tags"),
        pytest.param("\uf0b7 \uf0fc", "• ✓", id="Word's symbol fonts"),
        pytest.param("£’–—✓✗½²°", "£’–—✓✗½²°", id="signs of council papers stay"),
        pytest.param("Llŷr, Zoë and 李", "Llŷr, Zoë and 李", id="names stay"),
        pytest.param("a\ud800b", "ab", id="half of a pair"),
    ],
)
def test_only_what_cannot_be_seen_goes(printed, wanted):
    assert plain(printed) == wanted


def test_spaced_is_one_line_with_a_space_behind_its_bullet():
    assert spaced("•First\u00a0 point\n of two ") == "• First point of two"


@pytest.mark.parametrize(
    ("left", "wanted"),
    [
        pytest.param('<ul style="x"><li>One</li><li>Two</li></ul>', "• One • Two", id="a list"),
        pytest.param('a <input checked="" type="checkbox"/> b', "a ✓ b", id="a ticked box"),
        pytest.param('a <input type="checkbox"> b', "a ☐ b", id="an empty box"),
        pytest.param("£50<br/>a day", "£50 a day", id="a line's end"),
        pytest.param("**Bold** and *slanted*", "Bold and slanted", id="pairs of asterisks"),
        pytest.param("PRESS AND PUBLIC**", "PRESS AND PUBLIC", id="half of a pair behind"),
        pytest.param("**ITEMS TO BE DEALT WITH", "ITEMS TO BE DEALT WITH", id="and before"),
        pytest.param("**", "**", id="a figure too small to show"),
        pytest.param("12** of 40*", "12** of 40*", id="marks of notes on figures"),
        pytest.param("* Provisional, see fees*", "* Provisional, see fees*", id="a note"),
        pytest.param("aged <5 and >3", "aged <5 and >3", id="less and more"),
        pytest.param("2 * 3 * 4", "2 * 3 * 4", id="times"),
    ],
)
def test_what_a_converter_left_behind_is_not_text(left, wanted):
    assert spaced(left) == wanted
    assert " ".join(unmarked(left).split()) == wanted
