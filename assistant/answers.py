"""The nouns between a question and what is shown: turns, questions, evidence, answers."""

from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.papers import Hit, Paper, Passage
from corpus.places import offset_of, page_at, printed_page_at

ANSWERED = "answered"
NOT_IN_PAPERS = "not_in_papers"
DECLINED = "declined"
ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str = ""
    """As shown; "" where only the question is known."""

    cited: tuple[Passage, ...] = ()
    """What that answer cited, for "and the quarter before?"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage chosen for one question, with the key that an answer cites it by."""

    key: int
    """Counting from 1: shown as [1]."""

    passage: Passage
    paper: Paper
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence that an answer used, with everything needed to show it."""

    key: int
    passage: Passage
    paper: Paper
    quote: str
    """The words of the passage that the answer uses: a sentence, a row, a cell's row."""

    @property
    def page(self) -> int:
        """The file's page on which the quote begins, from 1; 0 in a file without pages."""
        return page_at(self.passage, offset_of(self.passage, self.quote))

    @property
    def printed_page(self) -> str:
        """The number printed on that page; "" when it has none."""
        return printed_page_at(self.passage, offset_of(self.passage, self.quote))

    @property
    def place(self) -> str:
        """Where it stands, in words: "Item 6(b), paragraph 3.4, page 52 (PDF page 55)"."""
        passage = self.passage
        parts = []
        if passage.item or self.paper.item:
            parts.append(f"item {passage.item or self.paper.item}")
        if passage.paragraphs:
            first, last = passage.paragraphs[0], passage.paragraphs[-1]
            parts.append(f"paragraph {first}" if first == last else f"paragraphs {first} to {last}")
        page, printed = self.page, self.printed_page
        if printed and printed != str(page):
            pdf = f" (PDF page {page})" if page else ""
            parts.append(f"page {printed}{pdf}")
        elif page:
            parts.append(f"page {page}")
        place = ", ".join(parts)
        return place[:1].upper() + place[1:]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language model came to an answer, for whoever runs it."""

    prompts: tuple[str, ...] = ()
    """Everything that was sent, evidence included, in order."""

    replies: tuple[str, ...] = ()
    """Everything that came back, as it came."""

    cut: tuple[str, ...] = ()
    """Each sentence that the checks left out, with the reason."""

    read: int = 0
    """Tokens that the model read, over all calls; 0 where it does not say."""

    written: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one question, and what it rests on."""

    text: str
    """Plain text with [1] marks; at most 160 words unless more was asked for."""

    status: str
    """answered, not_in_papers, declined or error."""

    citations: tuple[Citation, ...] = ()
    """In the order of their keys; empty unless answered."""

    hits: tuple[Hit, ...] = ()
    """What was retrieved, best first, cited or not."""

    nearest: tuple[Citation, ...] = ()
    """When the papers do not hold the answer: the nearest passages, shown as such."""

    notes: tuple[str, ...] = ()
    """Said beside it: papers that disagree, a paper that was replaced, words search only."""

    suggestions: tuple[str, ...] = ()
    """Follow-up questions that the evidence itself offers."""

    model: str = "quoting"
    seconds: float = 0.0
    """The whole answer, from question to text."""

    writing: Writing | None = None
    """None unless a language model was asked."""

    @property
    def abstained(self) -> bool:
        """Whether it says that it has no answer."""
        return self.status in (NOT_IN_PAPERS, DECLINED)


@dataclass(frozen=True, slots=True)
class Step:
    """One update on the way to an answer, for a screen that shows it arriving."""

    state: str
    """searching, reading, answering, done."""

    text: str = ""
    """The answer so far; the whole of it when state is done."""

    answer: Answer | None = field(default=None)
    """Set once, with state done."""


def to_record(answer: Answer) -> dict[str, Any]:
    """The answer as the contract's record, ready for JSON; without an id, which the asker has."""
    return _record(answer) | writing_record(answer)


def writing_record(answer: Answer) -> dict[str, Any]:
    """What a record says of how a language model came to it; empty when none was asked."""
    if answer.writing is None:
        return {}
    return {"notes": list(answer.notes), "writing": asdict(answer.writing)}


def _record(answer: Answer) -> dict[str, Any]:
    return {
        "answer": answer.text,
        "status": answer.status,
        "abstained": answer.abstained,
        "citations": [
            {
                "key": item.key,
                "document": item.paper.document,
                "title": item.paper.title,
                "page": item.page or None,
                "printed_page": item.printed_page,
                "item": item.passage.item or item.paper.item,
                "paragraph": ", ".join(item.passage.paragraphs),
                "text": item.passage.text,
                "quote": item.quote,
            }
            for item in answer.citations
        ],
        "passages": [
            {
                "document": hit.paper.document,
                "page": hit.passage.first_page or None,
                "text": hit.passage.text,
                "score": hit.score,
            }
            for hit in answer.hits
        ],
        "seconds": answer.seconds,
        "model": answer.model,
    }
