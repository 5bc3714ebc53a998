import pytest

from ingest.exempt import access_of, exempt_appendices, in_exempt_part, is_mark


@pytest.mark.parametrize(
    "text",
    [
        "PART II",
        "Part B - Private",
        "NOT FOR PUBLICATION",
        "Not for publication: contains exempt information as defined in paragraph 3",
        "This report is not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A",
        "(Exempt information under Schedule 12A of the Act, paragraph 1)",
        "Classification: Exempt",
        "Confidential",
        "Not for general release",
        "PART 2 – Exempt items",
        "Part Two (in the absence of the press and public)",
        "This report is not to be published",
        "Not published by virtue of paragraph 3 of Schedule 12A",
        "Contains confidential or exempt information",
        "Does the report contain exempt information? ☒ Yes ☐ No",
    ],
)
def test_every_usual_mark_makes_a_paper_exempt_and_is_kept_as_the_reason(text):
    assert access_of([text]) == ("exempt", text)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Part I"],
        ["For general release"],
        ["Classification: Open"],
        ["Exempt information: None"],
        ["Exempt information:", "None"],
        ["Is the report exempt?", "No"],
        ["This report does not contain exempt information."],
        ["Exempt from call-in: No"],
        ["Part II of the Housing Act 1996"],
        ["Pensioners are exempt from the fee."],
        ["Appendix B is not for publication (paragraph 3 of Schedule 12A)."],
        ["Exempt information:", "Appendix 3 is not for publication: paragraph 3, Schedule 12A"],
        ["PART TWO – TRANSPORT"],
        ["Part 2. Action log"],
        ["** Not published; fewer than ten pupils."],
        ["Eleven schools agreed that their figures should not be published separately."],
        ["The background papers, unless they contain exempt information, may be seen."],
        ["Public or exempt"],
        ["Confidential reporting code"],
        ["Does the report contain confidential or exempt information? ☐ Yes ☒ No"],
        ["Does the report contain exempt information? Yes ☐ No ☒"],
    ],
    ids=lambda lines: lines[0] if lines else "nothing",
)
def test_words_about_exemption_that_are_no_mark_leave_a_paper_public(lines):
    assert access_of(lines) == ("public", "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Appendix B is not for publication.", {"b"}),
        ("This report is public but Appendices 2 and 3 are exempt.", {"2", "3"}),
        ("Appendix A gives the fees.", set()),
        ("Appendix A gives the fees. Appendix C is exempt.", {"c"}),
    ],
)
def test_only_the_appendices_that_are_named_are_exempt(text, names):
    assert exempt_appendices([text]) == names


def test_text_is_exempt_under_its_appendix_or_under_a_marked_heading():
    assert in_exempt_part(("Appendix B: Prices", "Bids"), frozenset("b"))
    assert in_exempt_part(("Appendix C – Not for publication",), frozenset())
    assert not in_exempt_part(("Appendix A: Fees",), frozenset("b"))
    assert not in_exempt_part((), frozenset("b"))


def test_a_long_text_that_mentions_exemption_is_no_mark():
    assert not is_mark("The Board discussed the exempt report on fees. " * 12)
