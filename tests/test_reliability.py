"""The table of threats and faults names each of them, and tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "docs/reliability.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", TABLE)))


@pytest.mark.parametrize("letter_last", [("T", 32), ("F", 20)])
def test_every_threat_and_fault_has_its_row(letter_last):
    letter, last = letter_last
    found = re.findall(rf"^\| ((?:{letter}\d\d(?:, )?)+) \|", TABLE, re.MULTILINE)
    assert [id for ids in found for id in ids.split(", ")] == [
        f"{letter}{n:02}" for n in range(1, last + 1)
    ]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_table_names_is_there(file, name):
    assert re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)


def test_the_table_names_many():
    assert len(NAMED) > 80
