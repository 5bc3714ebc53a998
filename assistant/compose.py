"""Question and evidence to a draft with keys, by a language model, as it is written."""

import re
from collections.abc import Iterator, Sequence

from assistant.answers import Evidence
from assistant.citations import Statement, check
from assistant.fencing import fenced
from assistant.models import ChatModel, Ledger
from assistant.prompts import SILENT, WORDS, to_draft, to_write, to_write_again
from corpus.errors import ModelFailed

MOST_WORDS = 600
"""However many are asked for."""

DETAILED = 400
"""Words where detail is asked for without a number."""

DRAFT_WORDS = 350
"""Words of an officer's draft response."""

_MANY = re.compile(r"\b(\d{2,4})\s(?:\w+\s)?words\b", re.I)
_DETAIL = re.compile(
    r"\b(?:in (?:more |full )?detail|in full|at length|in depth|comprehensive(?:ly)?|full account|"
    r"longer answer|say more|tell me more|everything (?:about|on))\b",
    re.I,
)
_SORRY = re.compile(
    r"\b(?:i['’]?m sorry|i am sorry|i apologi[sz]e|i can(?:no|['’])t|i(?:['’]m| am) (?:unable|not "
    r"able)|i won['’]t|as an ai|cannot (?:assist|help|comply)|can['’]t (?:assist|help|comply))\b",
    re.I,
)


class Draft:
    """A model's draft for one question, and a second one where the first does not hold."""

    def __init__(
        self,
        question: str,
        evidence: Sequence[Evidence],
        model: ChatModel,
        ledger: Ledger,
        *,
        response: bool = False,
    ) -> None:
        """`response` is for an officer's draft response and not an answer."""
        self.words = DRAFT_WORDS if response else words_wanted(question)
        ask = to_draft if response else to_write
        self._prompt = ask(question, fenced(evidence), self.words)
        self._evidence, self._model, self._ledger = evidence, model, ledger
        self.text = ""
        self.cut_off = False
        """Whether the model was stopped before its end; the last sentence is gone then."""

    def written(self) -> Iterator[str]:
        """The draft so far, each time that more of it comes. Raises ModelFailed."""
        try:
            for piece in self._model.stream(self._prompt, self._ledger):
                self.text += piece
                yield self.text
        except ModelFailed as error:
            whole = whole_sentences(self.text)
            if error.kind != "cut" or not whole:
                raise
            self.text, self.cut_off = whole, True
        if refuses(self.text):
            raise ModelFailed(
                "refused", f"The language model {self._model.name} would not answer this."
            )

    def statements(self) -> list[Statement]:
        """What the draft says, each sentence checked."""
        return check(self.text, self._evidence)

    def mended(self, statements: Sequence[Statement]) -> list[Statement]:
        """What stands after the model was asked once more for the sentences that do not hold.

        The better of the two drafts; the first where the second cannot be had.
        """
        faults = [f"“{one.text}”: {'; '.join(one.faults)}" for one in statements if one.faults]
        if not faults:
            return list(statements)
        prompt = to_write_again(self._prompt, self.text, faults)
        try:
            again = self._model.reply(prompt, self._ledger)
        except ModelFailed:
            return list(statements)
        second = check(again, self._evidence)
        if refuses(again) or _worth(second) <= _worth(statements):
            return list(statements)
        self.text = again
        return second


def words_wanted(question: str) -> int:
    """How many words an answer may have: more than usual only where the question asks for it."""
    number = _MANY.search(question)
    if number:
        return max(20, min(MOST_WORDS, int(number[1])))
    return DETAILED if _DETAIL.search(question) else WORDS


def says_nothing(statements: Sequence[Statement]) -> bool:
    """Whether a draft only says that the papers are silent."""
    said = [one for one in statements if not one.leads]
    return bool(said) and all(one.gap for one in said)


def refuses(draft: str) -> bool:
    """Whether a model excused itself in place of answering."""
    return bool(_SORRY.search(draft)) and not re.search(r"\[\d", draft) and SILENT not in draft


def whole_sentences(text: str) -> str:
    """A text up to the end of its last whole sentence; "" when it has none."""
    ends = list(re.finditer(r"[.!?][\"'”’)\]]*(?:\s?\[\d{1,3}\])*(?=\s|$)", text))
    return text[: ends[-1].end()] if ends else ""


def _worth(statements: Sequence[Statement]) -> tuple[int, int]:
    """More that stands first, then less that does not."""
    return sum(one.supported for one in statements), -sum(bool(one.faults) for one in statements)
