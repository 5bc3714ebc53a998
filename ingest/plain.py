"""Characters made plain: what a reader of the page would type, and nothing that cannot be seen."""

import re

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u202f\u205f\u3000\u2028\u2029\x0b\x0c\x85"
)

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

_SYMBOL_FONTS = {
    "\uf02d": "-",
    "\uf076": "•",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0b7": "•",
    "\uf0d8": "•",
    "\uf06c": "•",
    "\uf06e": "•",
    "\uf071": "•",
    "\uf0e0": "→",
    "\uf0fb": "✗",
    "\uf0fc": "✓",
    "\uf0fd": "✗",
    "\uf0fe": "✓",
    "\u2010": "-",
    "\u2011": "-",
    "\u25cf": "•",
    "\uf020": " ",
}
"""Word's Symbol and Wingdings bullets and ticks, which come out in the private use area."""

_UNSEEN = (
    *range(0x00, 0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    0x00AD,  # soft hyphen
    0x061C,
    0x115F,
    0x1160,
    0x180E,
    *range(0x200B, 0x2010),  # zero width, left-to-right and right-to-left marks
    *range(0x202A, 0x202F),  # direction overrides
    *range(0x2060, 0x2070),
    0x3164,
    *range(0xD800, 0xE000),  # half of a pair, which no file can be written with
    *range(0xFE00, 0xFE10),
    0xFEFF,
    0xFFA0,
    *range(0xFFF9, 0xFFFC),
    0xFFFE,
    0xFFFF,
    *range(0xE0000, 0xE1000),  # tags: text that only a machine reads
)

_PLAIN = (
    dict.fromkeys(_UNSEEN, "")
    | {ord(space): " " for space in _SPACES}
    | {ord(char): text for char, text in (_LIGATURES | _SYMBOL_FONTS).items()}
)

_NOT_PLAIN = re.compile(r"[^\t\n\r -~£’‘“”–—•…]")


def plain(text: str) -> str:
    """The text with ligatures and odd spaces spelled out and unseen characters left out.

    £, ’, –, ✓, ½ and every letter stay as printed; line ends and tabs too.
    """
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


def spaced(text: str) -> str:
    """The plain text on one line, with single spaces and a space after a leading bullet."""
    return _GLUED_BULLET.sub("• ", " ".join(unmarked(plain(text)).split()))


_AT_DASH = re.compile(r"[^\W_][-–]$")


def runs_over_dash(first: str, second: str) -> bool:
    """Whether a line ends at the dash within a year or a number that the next goes on with.

    "2024-" and "25", "mid-" and "2025"; none after a dash with a space before it.
    """
    return second[:1].isdigit() and _AT_DASH.search(first) is not None


_GLUED_BULLET = re.compile(r"^•(?=\S)")


def unmarked(text: str) -> str:
    """The text without tags and asterisks that a converter left in it; a ticked box as ✓.

    "**" by itself stays: it stands for a figure that is too small to show.
    """
    if "<" in text:
        text = _ITEM_TAG.sub(" • ", _BOX.sub(_tick, text))
        text = _TAG.sub(" ", text)
    if "*" in text:
        text = _EMPHASIS.sub(lambda match: match[1] or match[2], text)
        text = _HALF_OF_A_PAIR.sub("", text)
    return text


def _tick(match: "re.Match[str]") -> str:
    return " ✓ " if "checked" in match[0].lower() else " ☐ "


_BOX = re.compile(r"<input\b[^<>]*\bcheckbox\b[^<>]*>", re.I)
_ITEM_TAG = re.compile(r"<li(?:\s[^<>]*)?>", re.I)
_TAG = re.compile(
    r"</?(?:p|b|i|u|em|strong|ul|ol|li|br|hr|span|div|sup|sub|a|img|input|h[1-6]|table|tr|td|th|"
    r"thead|tbody|font|center)(?:\s[^<>]*)?/?>",
    re.I,
)
_EMPHASIS = re.compile(
    r"\*\*(?=[^\s*])([^*]+?)(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"
)
_HALF_OF_A_PAIR = re.compile(r"(?<!\*)\*\*(?=[A-Za-z])|(?<=[A-Za-z:.!?)])\*\*(?!\*)")
