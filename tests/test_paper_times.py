"""A question of one quarter is not answered with another's figure alone."""

import pytest

from assistant.answers import Citation
from assistant.paper_times import is_of_another_quarter
from assistant.question import understand
from corpus.papers import Paper, Passage

SAID = "The Q2 2025/26 position was 57.5%, in line with 2025."


def of_another(question, *, said=SAID, text="", period="Q2 2025/26", paper_period="Q2 2025/26"):
    passage = Passage("p", "paper", text or said, 1, 1, period=period)
    paper = Paper("paper", "", "p.pdf", "Monitoring", period=paper_period)
    return is_of_another_quarter(understand(question), said, [Citation(1, passage, paper, said)])


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("plans on time in q3 25/26?", {}),
        ("plans on time, October to December 2025?", {}),
        (
            "plans on time in q2 25/26?",
            {"said": "In Q1 2025/26 it was 4%.", "period": "Q1 2025/26"}
            | {"paper_period": "Q1 2025/26"},
        ),
        ("how was the risk scored in q2 24/25?", {"said": "Peat loss: Q2 score 12."}),
    ],
)
def test_another_quarter_is_told_where_nothing_cited_is_of_the_one_asked_for(question, given):
    assert of_another(question, **given)


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("plans on time in q2 25/26?", {}),
        ("plans on time in q2 25/26?", {"said": "It was 54% in Q2 2024/25."}),
        ("plans on time in q3 25/26?", {"said": "57.5% of plans were on time."}),
        ("plans on time in q3 25/26?", {"text": "Q2 2025/26 | Q3 2025/26\nPlans | 57.5% | 60%"}),
        ("plans on time in q3 25/26?", {"text": "Q2 2025/26 was 57.5%; in November 2025 60%."}),
        ("plans on time in q3 25/26?", {"text": "Q2 2025/26 was 57.5%. Q3 is not known."}),
        ("plans on time in q3 25/26?", {"paper_period": "2025/26"}),
        ("plans on time in 2025/26?", {}),
        ("how was the risk scored in q2 25/26?", {"said": "Peat loss: Q2 score 12."}),
        ("plans on time in q3 25/26 compared with q2 25/26?", {}),
    ],
)
def test_nothing_else_is_taken_for_another_quarter(question, given):
    assert not of_another(question, **given)
