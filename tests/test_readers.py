"""Who may see what: decided in one place, and unknown labels are exempt."""

import pytest

from corpus.papers import ACCESS_CLASSES
from corpus.readers import (
    ADMINISTRATOR,
    MEMBER,
    OFFICER,
    PUBLIC,
    THE_ONE_READER,
    THE_PUBLIC,
    body_label,
    may_see,
    reader_of,
    seen_by,
)

SCHOOLS = body_label("Schools Forum")
AUDIT = body_label("Audit Board")
LABELS = (*ACCESS_CLASSES, SCHOOLS, AUDIT, "Public ", "PUBLIC", "", "secret", "body:")


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (THE_PUBLIC, {"public"}),
        (reader_of(MEMBER), {"public", "members"}),
        (reader_of(MEMBER, ["schools  forum"]), {"public", "members", SCHOOLS}),
        (reader_of(PUBLIC, ["Schools Forum"]), {"public"}),
        (reader_of("mayor", ["Schools Forum"]), {"public"}),
        (reader_of("Administrator"), {"public"}),
        (reader_of(OFFICER), set(LABELS)),
        (reader_of(ADMINISTRATOR), set(LABELS)),
        (THE_ONE_READER, set(LABELS)),
    ],
)
def test_each_reader_sees_these_labels_and_no_others(reader, seen):
    assert seen_by(reader, LABELS) == seen


def test_a_body_without_a_name_is_nobodys():
    assert not may_see(reader_of(MEMBER, ["", "  "]), "body:")


def test_the_public_and_members_change_no_papers():
    assert not THE_PUBLIC.changes_papers
    assert not reader_of(MEMBER).changes_papers
    assert reader_of(OFFICER).changes_papers and not reader_of(OFFICER).administers
    assert reader_of(ADMINISTRATOR).changes_papers and reader_of(ADMINISTRATOR).administers
