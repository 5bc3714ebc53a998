"""Which measures, savings or risks are red: every row of the newest paper that is rated so."""

import pytest
from council_library import add
from stand_ins import WordLengths

from assistant.chat import MORE, ask
from assistant.question import understand
from assistant.ratings import of_a_rating
from assistant.verbatim import say
from corpus.library import Library
from corpus.papers import EVERYTHING, Cell, Paper, Passage, Scope, content_id


def table(library, title, period, when, column, *rows, caption="Performance measures", access=""):
    id = content_id(title, period)
    access = access or "public"
    made = Paper(id, "", f"{title} {period}.pdf", title, "monitoring", "Parks Board", when)
    made = Paper(**{name: getattr(made, name) for name in made.__slots__} | {"period": period})
    passages = [
        Passage(
            content_id(id, label),
            id,
            f"{caption}\nName | {column} | Comment\n{label} | {value} | {comment}",
            1,
            1,
            kind="row",
            label=label,
            cells=(Cell(column, value), Cell("Comment", comment)),
            access=access,
        )
        for label, value, comment in rows
    ]
    add(library, made, passages)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("library"), encoder=WordLengths()) as opened:
        table(
            opened,
            "Parks monitoring",
            "Q2 2025/26",
            "2025-11-10",
            "Progress",
            ("P1 Hedges cut", "✗", "Two crews are ill; green waste waits."),
            ("P2 Trees planted", "✓", "As planned."),
            ("P3 Ponds cleaned", "U", "Too early to say."),
            ("P4 Benches in play areas", "x", "No wood."),
        )
        table(
            opened,
            "Parks monitoring",
            "Q1 2025/26",
            "2025-08-11",
            "Progress",
            ("P2 Trees planted", "✗", "Drought."),
        )
        table(
            opened,
            "Budget",
            "2025/26",
            "2026-01-12",
            "RAG",
            ("S1 Fewer mowers", "■ Red", "Not sold."),
            ("S2 Shared depot", "▲ Amber", "Lease."),
            caption="Savings tracker",
        )
        table(
            opened,
            "Parks action log",
            "2025/26",
            "2026-01-12",
            "State at 5 January",
            ("PB/3 (Nov)", "Overdue. Promised for March.", "Write to the owners of the pond"),
            ("PB/4 (Nov)", "Closed. Sent in December.", "Send the mowing plan to members"),
            ("PB/5 (Nov)", "Not started", "Count the benches in each park"),
            caption="Action log",
        )
        table(
            opened,
            "Parks risk register",
            "2025/26",
            "2026-01-12",
            "Direction",
            ("R1 Storm damage", "↑", "Trees are old."),
            ("R2 Loss of grant", "→", "None."),
            ("R3 Flooded paths", "▼", "The drain is clear."),
            caption="Risk register",
        )
        opened.embed_pending(should_stop=opened.meanings_ready)
        yield opened


def told(library, question):
    return say(of_a_rating(understand(question, (), {}, library), library, EVERYTHING)).text


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("which measures are red?", ["P1 Hedges cut: Progress ✗", "P4 Benches in play areas: Pro"]),
        ("which indicators are off track", ["P1 Hedges cut", "P4 Benches"]),
        ("list the measures that are on track", ["P2 Trees planted: Progress ✓"]),
        ("any measures at risk?", ["P3 Ponds cleaned: Progress U"]),
        ("which measures were red in q1 2025/26", ["P2 Trees planted: Progress ✗"]),
        ("which play area measures are red", ["P4 Benches in play areas"]),
        ("which savings are rated red", ["S1 Fewer mowers: RAG ■ Red"]),
        ("what's red", ["S1 Fewer mowers"]),
        (
            "what's overdue on the action log?",
            ["PB/3 (Nov) Write to the owners of the pond: State"],
        ),
        ("which actions have been closed?", ["PB/4 (Nov)"]),
        ("which actions haven't been started?", ["PB/5 (Nov)"]),
        ("which risks are getting worse?", ["R1 Storm damage: Direction ↑"]),
        ("which risks have gone up?", ["R1 Storm damage: Direction ↑"]),
        ("any risks that have come down since the last meeting?", ["R3 Flooded paths: Dir"]),
        ("which risks have stayed the same", ["R2 Loss of grant: Direction →"]),
        ("which of the bigger savings have gone red?", ["S1 Fewer mowers"]),
        ("which savings are amber rather than lost or safe?", ["S2 Shared depot"]),
        ("which of the parks monitoring promises are in the red", ["P1 Hedges cut", "P4 Benches"]),
        ("which parks monitoring gaps came out red", ["P1 Hedges cut", "P4 Benches"]),
        ("which measures did they fail to meet?", ["P1 Hedges cut", "P4 Benches"]),
        ("which of our borough's measures are off course?", ["P1 Hedges cut", "P4 Benches"]),
    ],
)
def test_every_row_with_the_rating_is_told(library, question, rows):
    lines = told(library, question).split("\n")
    assert len(lines) == len(rows)
    assert all(row in line for row, line in zip(rows, lines, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "what does red mean for a measure",
        "why are the hedges red",
        "how many measures are red",
        "which risks are red",
        "which library measures are red",
        "which crews measures are red",
        "what did the red crews cost",
        "what is being done about actions that are overdue",
        "which savings are on track",
        "which library gaps came out red",
        "what is the total of the savings that are red",
        "which schools are in the red",
        "what are the risks of increased storms",
        "which risks have gone up the most",
    ],
)
def test_what_asks_for_no_list_of_ratings_or_has_none_is_not_told(library, question):
    assert told(library, question) == ""


def test_the_answer_cites_each_row_whole(library):
    answer = ask("which measures are red?", library=library)
    assert [one.quote for one in answer.citations] == [
        "P1 Hedges cut | ✗ | Two crews are ill; green waste waits.",
        "P4 Benches in play areas | x | No wood.",
    ]
    assert answer.notes == ()


def test_an_answer_without_room_for_all_rows_says_so(tmp_path):
    name = "A measure of how many of the many parks of the borough are kept well, number"
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        rows = [(f"{name} {n}", "✗", "None.") for n in range(30)]
        table(library, "Parks", "Q2 2025/26", "2025-11-10", "Progress", *rows)
        answer = ask("which measures are red?", library=library)
        assert MORE in answer.notes
        assert 3 < len(answer.citations) < 30


def test_a_row_that_the_reader_may_not_see_is_not_told(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as library:
        rows = [("P1 Pay claims", "✗", "Secret.")]
        table(library, "Pay", "Q2 2025/26", "2025-11-10", "Progress", *rows, access="exempt")
        asked = understand("which measures are red", (), {}, library)
        assert of_a_rating(asked, library, Scope(access=frozenset({"public"}))) == []
        both = Scope(access=frozenset({"public", "exempt"}))
        assert len(of_a_rating(asked, library, both)) == 1


def test_savings_with_targets_are_no_measures_where_measures_are_rated(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        row = ("S1 Fewer mowers", "Red", "Not sold.")
        table(
            opened, "Budget", "Q2 2025/26", "2025-11-20", "RAG", row, caption="Savings and targets"
        )
        row = ("P1 Hedges cut", "Red", "Two crews are ill.")
        table(opened, "Parks", "Q2 2025/26", "2025-11-10", "RAG", row, caption="Measure")
        opened.embed_pending(should_stop=opened.meanings_ready)
        found = of_a_rating(
            understand("which measures are red?", (), {}, opened), opened, EVERYTHING
        )
    assert [line.passage.label for line in found] == ["P1 Hedges cut"]


def test_what_is_asked_for_by_its_colour_is_not_what_has_not_started(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        row = ("S1 Fewer mowers", "Red", "Not sold.")
        table(opened, "Budget", "Q2 2025/26", "2025-11-10", "RAG", row, caption="Savings")
        row = ("S9 Sell the depot", "Not started", "No buyer.")
        table(opened, "Depots", "Q2 2025/26", "2025-11-20", "Progress", row, caption="Savings")
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert "S1 Fewer mowers" in told(opened, "which savings are red?")
        assert "S9 Sell the depot" in told(opened, "which savings have not started?")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("which homes are good or better?", ["Elm House", "Oak House"]),
        ("which children's homes are rated good?", ["Elm House"]),
        ("which homes are rated outstanding?", ["Oak House"]),
        ("which homes require improvement?", ["Ash House"]),
        ("which schools are rated good?", []),
        ("why are the homes rated good?", []),
    ],
)
def test_what_inspectors_grade_is_told_by_its_grade(tmp_path, question, names):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        grades = {"Elm": "Good", "Oak": "Outstanding", "Ash": "Requires improvement"}
        rows = [(f"{name} House", grade, "") for name, grade in grades.items()]
        title = "Ofsted outcomes of our children's homes"
        table(opened, title, "2025/26", "2025-11-10", "Overall", *rows, caption="Our homes")
        opened.embed_pending(should_stop=opened.meanings_ready)
        lines = told(opened, question).split("\n")
        assert [line.split(":")[0] for line in lines if line] == names


def test_whose_what_is_overdue_is_told_with_it_where_that_is_asked(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        made = Paper(
            "log", "", "log.pdf", "Parks action log", "monitoring", meeting_date="2026-01-12"
        )
        cells = (Cell("Status", "Overdue"), Cell("Owner", "Ida Elm"))
        text = "Action log\nAction | Status | Owner\nA1 Cut the hedges | Overdue | Ida Elm"
        row = Passage("a", "log", text, 1, 1, kind="row", label="A1 Cut the hedges", cells=cells)
        add(opened, made, [row])
        opened.embed_pending(should_stop=opened.meanings_ready)
        both = told(opened, "is anything on the action log overdue and who should I chase?")
        assert both.startswith("A1 Cut the hedges: Status Overdue; Owner Ida Elm")
        assert "Owner" not in told(opened, "is anything on the action log overdue?")


def test_a_mark_with_a_word_behind_it_tells_a_state_where_nothing_heads_it(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        rows = [("M7 Adopt the plan", "✘ Missed", ""), ("M8 Open the hub", "✔ Done", "")]
        table(opened, "Parks plan", "2025/26", "2025-11-10", "", *rows, caption="Milestones")
        opened.embed_pending(should_stop=opened.meanings_ready)
        assert told(opened, "which milestones did they miss?").startswith("M7 Adopt the plan")


def test_opinions_of_audits_are_told(tmp_path):
    with Library.open(tmp_path, encoder=WordLengths()) as opened:
        rows = [("Payroll", "Limited", ""), ("Catering", "None", ""), ("Rents", "Reasonable", "")]
        title = "Internal audit report"
        table(opened, title, "2025/26", "2025-11-10", "Opinion", *rows, caption="Audits")
        opened.embed_pending(should_stop=opened.meanings_ready)
        lines = told(opened, "which audits came back with a limited opinion or worse?").split("\n")
        assert [line.split(":")[0] for line in lines] == ["Payroll", "Catering"]
