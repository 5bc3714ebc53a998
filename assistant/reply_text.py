"""A model's reply to plain text: its markup taken off, its keys in one spelling."""

import re

_KEYS = re.compile(
    r"(?:\[|【)\s*\^?(?:(?:source|passage|evidence|ref(?:erence)?)s?\s*:?\s*)?"
    r"(\d{1,3}(?:\s*(?:,|;|&|and|[-–])\s*\d{1,3})*)\s*(?:†[^\]】]*)?(?:\]|】)",
    re.I,
)
_AFTER_STOP = re.compile(r"([.!?;:][\"'”’]?)((?:\s?\[\d{1,3}\])+)(?=\s|$)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>", re.I)
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^)]*)\)")
_ADDRESS = re.compile(
    r"<?\b(?:https?|ftp|file|javascript|data|mailto):[^\s>)\]]*>?|\bwww\.\S+", re.I
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.I)
_EMPHASIS = re.compile(r"(\*\*|__|`{1,3})(?=\S)(.+?)(?<=\S)\1", re.S)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.M)
_SOURCES = re.compile(
    r"^\W*(?:sources?|references?|citations?|notes?)\W*:?\s*$.*", re.I | re.M | re.S
)
_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.I | re.S)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def plain(reply: str) -> str:
    """The reply without markup, links, pictures, hidden letters and a list of sources of its own.

    Keys come out as [1][2], before the full stop that they follow.
    """
    text = unseen_removed(_THINKING.sub("", reply))
    text = _PICTURE.sub("", text)
    text = _KEYS.sub(lambda match: _spread(match[1]), text)
    text = _LINK.sub(lambda match: match[0] if match[1].isdigit() else match[1], text)
    text = _ADDRESS.sub("", _TAG.sub("", text))
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = _SOURCES.sub("", _HEADING.sub("", text))
    text = _AFTER_STOP.sub(lambda match: f" {match[2].strip()}{match[1]}", text)
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def unseen_removed(text: str) -> str:
    """The text without letters that nobody sees: zero width, direction marks, tags, controls."""
    return _CONTROL.sub("", _UNSEEN.sub("", text))


def _spread(keys: str) -> str:
    """ "1, 3-5" as "[1][3][4][5]"."""
    out: list[int] = []
    for part in re.split(r"\s*(?:,|;|&|and)\s*", keys):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= 20:
            out += range(ends[0], ends[1] + 1)
        else:
            out += ends
    return "".join(f"[{number}]" for number in out)
