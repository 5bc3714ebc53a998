"""How well each statement answers a question, both read together by a small cross-encoder.

The encoder's vectors tell what a sentence is about; they do not tell who seconded from who
proposed. The reader is the shipped encoder with low-rank changes to its layers and a head that
gives one number for a question and a statement read in one go. What it was learned from, and
how, is in assistant/reader.md.
"""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

from assistant.question import Question
from assistant.statements import Statement
from corpus.cores import CORES
from corpus.encoder import has_bfloat16, loading_a_model, shipped_folder, shipped_id
from corpus.errors import LibraryError
from corpus.papers import Paper, Passage

CHANGES_FILE = Path(__file__).with_name("reader.safetensors")

LONGEST = 128
"""Word pieces of a question and a statement together; a longer statement is cut at its end."""

TITLE_WORDS = 16
PLACE_WORDS = 20
LEAD_WORDS = 24
"""Of a title and a heading the first words are read, of what leads a statement in the last."""

TOGETHER = 4
"""Texts of like length that go through the model together: less of it is padding."""

REMEMBERED = 4_096
"""Readings kept in memory, of some five hundred questions."""


class Encoded(Protocol):
    """What the reader asks of a library."""

    def encoded_by(self) -> str:
        """The id of its encoder."""


class Reader:
    """The cross-encoder, loaded when it first reads. Threads may share it."""

    def __init__(self, file: Path = CHANGES_FILE) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._tokenizing = threading.Lock()
        self._known: OrderedDict[tuple[str, str], float] = OrderedDict()

    def read(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number for each text, higher the better it answers; above 0 it likely does.

        What was read lately is remembered: before a meeting many ask the same.
        """
        with self._guard:
            kept = {text: self._known.get((question, text)) for text in texts}
        found = {text: number for text, number in kept.items() if number is not None}
        new = [text for text in kept if text not in found]
        if new:
            found |= zip(new, self._numbers(question, new), strict=True)
        with self._guard:
            for text, number in found.items():
                self._known[question, text] = number
                self._known.move_to_end((question, text))
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return [found[text] for text in texts]

    def _numbers(self, question: str, texts: Sequence[str]) -> list[float]:
        with self._tokenizing:  # it sets the tokenizer's own length and padding
            model, tokens, head, bias = self._loaded
            given = tokens(
                [question] * len(texts), list(texts), truncation=True, max_length=LONGEST
            )
            batches = list(of_like_length(given, tokens, TOGETHER))
        import torch

        numbers = [0.0] * len(texts)
        for own, padded in batches:
            with CORES.shared(), torch.inference_mode():
                states = model(**padded).last_hidden_state.float()
                found = self.pooled(states, padded["attention_mask"]) @ head + bias
            for n, number in zip(own, found, strict=True):
                numbers[n] = float(number)
        return numbers

    @staticmethod
    def pooled(states: Any, mask: Any) -> Any:
        """The first word piece's state beside the mean of all: (texts, 2 × dimensions)."""
        import torch

        held = mask.unsqueeze(-1).float()
        return torch.cat([states[:, 0], (states * held).sum(1) / held.sum(1)], dim=-1)

    @staticmethod
    def unchanged(*, small: bool = False) -> tuple[Any, Any]:
        """The shipped encoder as a model of two texts, and its tokenizer, before any change.

        `small` is for bfloat16, half the memory.
        """
        folder = str(shipped_folder())
        with loading_a_model():
            import torch
            from transformers import AutoModel, AutoTokenizer

            # It would list the pooler, which nobody needs, as unexpected.
            logging.getLogger("transformers").setLevel(logging.ERROR)
            tokens = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            kind = torch.bfloat16 if small else torch.float32
            model = AutoModel.from_pretrained(
                folder, local_files_only=True, add_pooling_layer=False, dtype=kind
            )
        return model, tokens

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any, Any]:
        model, tokens = self.unchanged(small=has_bfloat16())
        weight, bias = self.changed(model)
        return model.eval(), tokens, weight, bias

    def changed(self, model: Any) -> tuple[Any, Any]:
        """Make the changes in an unchanged model; gives the head's weights and bias.

        Raises LibraryError when the file of changes cannot be loaded.
        """
        import torch
        from safetensors.torch import load_file

        try:
            changes = load_file(self._file)
        except Exception as error:  # whatever it raises for a file that is damaged
            raise LibraryError(
                f"The reader's weights at {self._file} cannot be loaded ({error}). "
                "Install the assistant again."
            ) from error
        with torch.no_grad():
            for name, weight in model.named_parameters():
                if f"{name}.step" in changes:
                    change = changes[name].float() * changes[f"{name}.step"].float()
                    weight.copy_(weight.float() + change)
                elif name in changes:
                    weight.copy_(weight.float() + changes[name].float())
        return changes["head.weight"].float(), changes["head.bias"].float()


def of_like_length(
    given: Mapping[str, Any], tokens: Any, together: int
) -> Iterator[tuple[list[int], Any]]:
    """Tokenized texts in batches, shortest first: their places, and the padded batch."""
    by_length = sorted(range(len(given["input_ids"])), key=lambda n: len(given["input_ids"][n]))
    for start in range(0, len(by_length), together):
        own = by_length[start : start + together]
        batch = {key: [given[key][n] for n in own] for key in given}
        yield own, tokens.pad(batch, return_tensors="pt")


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def reader_of(library: Encoded) -> Reader | None:
    """The reader, or None for a library with an encoder of its own: none was learned for it."""
    return _reader() if library.encoded_by() == shipped_id() else None


def as_read(statement: Statement, question: Question | None = None) -> str:
    """A statement under the title, time and heading that it stands under, and what it leans on.

    An acronym that the question spells out is spelled out.
    """
    passage, paper = statement.evidence.passage, statement.evidence.paper
    named = passage.label and not statement.row and statement.text not in passage.label
    label = f"{passage.label}: " if named else ""
    lead = f"{_last_words(statement.lead, LEAD_WORDS)} " if statement.lead else ""
    told = f"{_named(paper)}. {_place(passage)}. {lead}{label}{statement.text.replace(' | ', '; ')}"
    return _spelled_out(told, question) if question else told


def in_context(title: str, place: str, lead: str, text: str) -> str:
    """The same of a title, a heading, what leads a statement in ("" for nothing) and its text."""
    led = f"{_last_words(lead, LEAD_WORDS)} " if lead else ""
    return f"{_first_words(title, TITLE_WORDS)}. {_first_words(place, PLACE_WORDS)}. {led}{text}"


def _named(paper: Paper) -> str:
    """A paper's title with the time that it is about, or that of its meeting, where it lacks it."""
    title = _first_words(paper.title, TITLE_WORDS)
    met = date.fromisoformat(paper.meeting_date) if paper.meeting_date else None
    when = paper.period or (f"{met.day} {met:%B %Y}" if met else "")
    return f"{title}, {when}" if when and when.lower() not in paper.title.lower() else title


def _place(passage: Passage) -> str:
    """The heading, and of a row the name of its table and group too."""
    own = passage.headings[-1] if passage.headings else ""
    if passage.kind != "row":
        return _first_words(own, PLACE_WORDS)
    names = [line for line in passage.text.split("\n")[:2] if " | " not in line]
    places = list(dict.fromkeys([*passage.headings[-3:], *names]))
    told = [
        place
        for n, place in enumerate(places)
        if place
        and place != passage.label
        and not any(other.startswith(place) for other in places[n + 1 :])
    ]
    return _first_words(", ".join(told), PLACE_WORDS)


def _spelled_out(text: str, question: Question) -> str:
    """A text with an acronym's expansion after it where the question has the words instead."""
    for short, long in question.spelled_out.items():
        text = re.sub(rf"\b{re.escape(short)}\b", f"{short} ({long})", text, count=1)
    return text


def _first_words(text: str, most: int) -> str:
    return " ".join(text.split()[:most])


def _last_words(text: str, most: int) -> str:
    return " ".join(text.split()[-most:])
