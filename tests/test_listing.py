"""What the library holds, as HTML: by meeting, its packs' papers within, gaps and rights shown."""

from dataclasses import replace

from corpus.catalogue import DocumentRecord
from corpus.papers import Paper, Refusal
from ui.listing import holdings

HUBS = Paper(
    "hubs", "d1", "pack.pdf", "Family hubs", item="5(a)", meeting_date="2026-03-12",
    body="Families Board", officer="A. Dean", first_page=10, last_page=15,
)  # fmt: skip
TRAVEL = replace(HUBS, id="travel", title="Travel", item="6", first_page=16, last_page=16)
PACK = DocumentRecord("d1", "pack.pdf", "2026-03-04T10:00:00", 33, (), 346, 346, (HUBS, TRAVEL))
LATER = replace(PACK, id="d2", name="one.pdf", papers=(replace(HUBS, id="p", document_id="d2"),))


def test_files_stand_under_their_meetings_the_latest_first():
    earlier = replace(LATER, papers=(replace(HUBS, id="e", meeting_date="2026-01-15"),))
    undated = replace(LATER, id="d3", papers=(replace(HUBS, id="u", meeting_date="", body=""),))
    html = holdings([undated, earlier, PACK])
    order = ["12 March 2026, Families Board", "15 January 2026", "Papers without a meeting"]
    places = [html.index(f">{words}") for words in order]
    assert places == sorted(places)


def test_a_pack_lists_its_papers_and_a_single_report_is_one():
    html = holdings([PACK])
    assert "<summary>2 papers</summary>" in html
    assert 'data-do="card" data-id="hubs">5(a). Family hubs</button>' in html
    assert "pages 10 to 15 · A. Dean" in html
    assert "page 16 ·" in html
    assert "<summary>" not in holdings([LATER])


def test_only_the_latest_meetings_packs_are_unfolded():
    papers = tuple(replace(paper, meeting_date="2025-01-15") for paper in PACK.papers)
    html = holdings([PACK, replace(PACK, id="old", papers=papers)])
    assert html.count("<details open>") == 1
    assert html.count("<details>") == 1


def test_state_and_skipped_pages_are_told_with_their_reasons():
    slow = replace(
        PACK, embedded=12, skipped=(Refusal("pack.pdf, page 3", "pack.pdf, page 3 is a drawing."),)
    )
    html = holdings([slow])
    assert "33 pages · 346 passages · added 4 March 2026 · found by its words" in html
    assert "1 page left out" in html
    assert "<li>pack.pdf, page 3 is a drawing.</li>" in html


def test_what_not_everybody_may_see_is_labelled_and_everything_is_escaped():
    odd = replace(HUBS, title="<b>Odd</b>", access="exempt", officer='"><script>')
    html = holdings([replace(PACK, name="<i>.pdf", papers=(odd, TRAVEL))])
    assert "Exempt: not for publication" in html
    assert "<b>" not in html and "<i>" not in html and "<script" not in html


def test_an_empty_library_says_so():
    assert "There are no papers here yet." in holdings([])
