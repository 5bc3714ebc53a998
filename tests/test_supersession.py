"""Papers that later papers say they replace give way, and answers say so."""

from assistant.answers import Citation
from assistant.supersession import give_way, replaced_notes, replaced_papers
from corpus.papers import Hit, Paper, Passage

DATE = "2026-03-12"
OLD = Paper("old", "pack", "pack.pdf", "Home to school travel", item="6(a)", meeting_date=DATE)
OTHER = Paper("other", "pack", "pack.pdf", "Family hubs", item="5(a)", meeting_date=DATE)
LATER = Paper(
    "later",
    "supplement",
    "supplement.pdf",
    "Travel: revised figures",
    item="6(a)",
    meeting_date=DATE,
    replaces="replaces the figures at item 6(a) of the agenda pack",
)
ELSEWHERE = Paper(
    "far", "other-pack", "april.pdf", "Travel", item="6(a)", meeting_date="2026-04-16"
)


def passage(paper: Paper) -> Passage:
    return Passage(f"of {paper.id}", paper.id, f"Words of {paper.title}.", 1, 1)


def hit(paper: Paper, score: float) -> Hit:
    return Hit(passage(paper), paper, score)


def test_the_paper_of_the_named_item_and_meeting_is_replaced_and_no_other():
    assert replaced_papers([OLD, OTHER, LATER, ELSEWHERE]) == {"old": LATER}


def test_a_paper_that_replaces_nothing_replaces_nothing():
    assert replaced_papers([OLD, OTHER]) == {}


def test_a_replaced_passage_gives_way_to_one_nearly_as_good():
    ordered = give_way([hit(OLD, 9.0), hit(LATER, 8.0), hit(OTHER, 2.0)], {"old": LATER})
    assert [one.paper.id for one in ordered] == ["later", "old", "other"]


def test_an_answer_from_a_replaced_paper_says_so_once():
    cited = [Citation(1, passage(OLD), OLD, "Words"), Citation(2, passage(OLD), OLD, "Words")]
    (note,) = replaced_notes(cited, {"old": LATER})
    assert "Travel: revised figures" in note
    assert "Home to school travel" in note
    assert replaced_notes([Citation(1, passage(OTHER), OTHER, "Words")], {"old": LATER}) == ()
