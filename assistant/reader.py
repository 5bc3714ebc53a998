"""How well each statement answers a question, both read together by a small cross-encoder.

The encoder's vectors tell what a sentence is about; they do not tell who seconded from who
proposed. The reader is the shipped encoder with low-rank changes to its layers and a head that
gives one number for a question and a statement read in one go. What it was learned from, and
how, is in assistant/reader.md.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

from assistant.statements import Statement
from corpus.encoder import before_torch, has_bfloat16, shipped_folder, shipped_id
from corpus.errors import LibraryError
from corpus.papers import Hit

CHANGES_FILE = Path(__file__).with_name("reader.safetensors")

FIRST = 8
"""Statements that are read, those that words and meanings put first."""

LONGEST = 104
"""Word pieces of a question and a statement together; a longer statement is cut at its end."""

REMEMBERED = 4_096
"""Readings kept in memory, of some five hundred questions."""

SHARE = 0.4
"""What the reader's number adds to a statement's score. Set on tuning questions."""


class Encoded(Protocol):
    """What the reader asks of a library."""

    def encoded_by(self) -> str:
        """The id of its encoder."""


class Reader:
    """The cross-encoder, loaded when it first reads. Threads may share it."""

    def __init__(self, file: Path = CHANGES_FILE) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._known: OrderedDict[tuple[str, str], float] = OrderedDict()

    def read(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number for each text, higher the better it answers; above 0 it likely does.

        What was read lately is remembered: before a meeting many ask the same.
        """
        with self._turn:
            new = [text for text in dict.fromkeys(texts) if (question, text) not in self._known]
            if new:
                for text, number in zip(new, self._numbers(question, new), strict=True):
                    self._known[question, text] = number
            found = [self._known[question, text] for text in texts]
            for text in texts:
                self._known.move_to_end((question, text))
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _numbers(self, question: str, texts: Sequence[str]) -> list[float]:
        model, tokens, head, bias = self._loaded
        import torch

        given = tokens(
            [question] * len(texts),
            list(texts),
            truncation=True,
            max_length=LONGEST,
            padding=True,
            return_tensors="pt",
        )
        with torch.inference_mode():
            states = model(**given).last_hidden_state.float()
            found = self.pooled(states, given["attention_mask"]) @ head + bias
        return [float(number) for number in found]

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
        before_torch()
        import torch
        from transformers import AutoModel, AutoTokenizer

        # It would list the pooler, which nobody needs, as unexpected.
        logging.getLogger("transformers").setLevel(logging.ERROR)

        folder = str(shipped_folder())
        tokens = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        kind = torch.bfloat16 if small else torch.float32
        model = AutoModel.from_pretrained(
            folder, local_files_only=True, add_pooling_layer=False, dtype=kind
        )
        return model, tokens

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any, Any]:
        model, tokens = self.unchanged(small=has_bfloat16())
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
                if f"{name}.left" in changes:
                    left, right = (changes[f"{name}.{side}"].float() for side in ("left", "right"))
                    weight.copy_(weight.float() + left @ right)
                elif name in changes:
                    weight.copy_(weight.float() + changes[name].float())
        return (
            model.eval(),
            tokens,
            changes["head.weight"].float(),
            changes["head.bias"].float(),
        )


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def reader_of(library: Encoded) -> Reader | None:
    """The reader, or None for a library with an encoder of its own: none was learned for it."""
    return _reader() if library.encoded_by() == shipped_id() else None


def read_first(
    reader: Reader | None, question: str, scored: Sequence[Statement]
) -> list[Statement]:
    """The statements in order again, the first of them read; as they were without a reader."""
    if reader is None or not scored:
        return list(scored)
    first = scored[:FIRST]
    read = reader.read(question, [as_read(one) for one in first])
    least = min(read)
    again = [
        replace(one, score=one.score + SHARE * number, read=number)
        for one, number in zip(first, read, strict=True)
    ]
    rest = [replace(one, score=one.score + SHARE * least) for one in scored[FIRST:]]
    return sorted([*again, *rest], key=lambda one: -one.score)


def led_by(scored: Sequence[Statement], hits: Sequence[Hit]) -> list[Hit]:
    """The hits with the passage of the best statement first, the others as they were."""
    first = scored[0].evidence.passage.id if scored else ""
    return sorted(hits, key=lambda hit: hit.passage.id != first)


def as_read(statement: Statement) -> str:
    """A statement under the title and heading that it stands under."""
    passage, paper = statement.evidence.passage, statement.evidence.paper
    heading = passage.headings[-1] if passage.headings else ""
    label = f"{passage.label}: " if passage.label and not statement.row else ""
    return f"{paper.title}. {heading}. {label}{statement.text}"
