from corpus.papers import Document, Line, Page
from ingest.passages import cut_passages
from ingest.structure import structure

HEADING = ("Ref: Measure 23/24", "Actual", "24/25", "Target", "Current Direction of Travel")
MEASURES = (
    "GRN01 01 Mend the benches of the park (at the end of the quarter)",
    "139 (prov)",
    "90 137",
    "Officer comments: Ash Elm",
    "More benches were mended than in spring.",
    "GRN01 02 Cut the hedges",
    "19 18 20",
    "Officer comments: Ivy Oak",
    "Birds nested late. GRN01 03 Count the trees",
    "7 8 9",
)
OBJECTIVE = "Objective: Keeping parks tidy (GRN01)"


def cut(*pages):
    made = tuple(
        Page(n, tuple(Line(text, whole=True) for text in lines), str(n))
        for n, lines in enumerate(pages, 1)
    )
    found = structure(Document("monitoring.pdf", "0" * 64, made))
    return [passage for paper in found for passage in cut_passages(paper)]


def row(passages, code):
    return [p for p in passages if p.kind == "row" and p.label.startswith(code)]


OPENING = ("Monitoring of parks, Q1 2024/25", "4.0 PERFORMANCE", OBJECTIVE)


def test_a_measure_is_one_row_with_its_figures_commentary_and_objective():
    (benches,) = row(cut((*OPENING, *HEADING, *MEASURES)), "GRN01 01")
    assert benches.label.startswith("GRN01 01 Mend the benches")
    assert [(c.column, c.value) for c in benches.cells[:3]] == [
        ("23/24 Actual", "139 (prov)"),
        ("24/25 Target", "90"),
        ("Current", "137"),
    ]
    assert "More benches were mended" in benches.text and "hedges" not in benches.text
    assert OBJECTIVE in benches.headings


def test_a_measure_that_begins_in_the_line_of_the_last_ones_commentary_is_its_own():
    passages = cut((*OPENING, *HEADING, *MEASURES))
    assert "Count" not in row(passages, "GRN01 02")[0].text
    assert row(passages, "GRN01 03")[0].label == "GRN01 03 Count the trees"


def test_headings_that_a_new_page_repeats_do_not_cut_a_commentary_in_two():
    ended = (*MEASURES[:-2], "The birds of the park")
    passages = cut((*OPENING, *HEADING, *ended), (*HEADING, "nested late."))
    (hedges,) = row(passages, "GRN01 02")
    assert "The birds of the park nested late." in hedges.text
    assert (hedges.first_page, hedges.last_page) == (1, 2)


def test_a_new_objective_heads_its_own_measures():
    other = ("Objective: Keeping ponds clean (GRN02)", *HEADING, "GRN02 01 Clean ponds", "1 2 3")
    (ponds,) = row(cut((*OPENING, *HEADING, *MEASURES, *other)), "GRN02 01")
    assert ponds.headings == ("PERFORMANCE", "Objective: Keeping ponds clean (GRN02)")


def test_a_section_ends_the_last_measure():
    passages = cut((*OPENING, *HEADING, *MEASURES, "5.0 FINANCE", "All is paid for."))
    assert passages[-1].headings == ("FINANCE",) and "paid" in passages[-1].text


def test_one_number_under_headings_is_no_table_of_measures():
    passages = cut((*OPENING, *HEADING, "GRN01 01 Mend the benches", "All were mended."))
    assert not row(passages, "GRN01")


def test_a_number_without_a_name_is_not_lost():
    passages = cut((*OPENING, *HEADING, *MEASURES, "GRN01 04"))
    assert any("GRN01 04" in passage.text for passage in passages)
