import pytest

from ingest.own_day import own_day

AGREED = "4. Minutes of previous meeting (29th May 2024)"


@pytest.mark.parametrize(
    "name", ["minutes-2024-07-31.pdf", "Minutes 31 July 2024.docx", "20240731_parks.pdf"]
)
def test_minutes_that_agree_those_of_their_own_day_are_of_the_day_in_the_files_name(name):
    assert own_day("2024-05-29", ["Welcome", AGREED], name) == "2024-07-31"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Minutes of previous meeting (27th March 2024)"], "minutes-2024-07-31.pdf"),
        ([AGREED], "minutes.pdf"),
        ([AGREED], "minutes-2024-05-29.pdf"),
        ([AGREED], "minutes-2024-13-31.pdf"),
        ([AGREED], "Minutes 29-May-2024 10.30 Parks.pdf"),
        (["The next meeting is on 29 May 2024, with minutes of the last."], "2024-07-31.pdf"),
    ],
    ids=["others agreed", "no day", "the same day", "no such day", "an hour", "the next meeting"],
)
def test_the_printed_day_stays_where_nothing_speaks_against_it(texts, name):
    assert own_day("2024-05-29", texts, name) == "2024-05-29"
