"""Characters made plain."""

import pytest

from ingest.plain import plain, spaced


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
