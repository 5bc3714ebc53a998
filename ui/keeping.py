"""Exchanges to plain JSON and back, so that a conversation can be kept and shown again."""

from dataclasses import asdict, fields
from typing import Any, TypeVar

from assistant.answers import Answer, Citation
from corpus.papers import Cell, Paper, Passage
from ui.render import Exchange

Noun = TypeVar("Noun")


def exchange_to(exchange: Exchange) -> dict[str, Any]:
    """Everything that is needed to show it again; what was retrieved but not shown is left out."""
    answer = exchange.answer
    kept: dict[str, Any] = {
        name: getattr(answer, name) for name in ("text", "status", "model", "seconds")
    }
    kept["citations"] = [_citation_to(item) for item in answer.citations]
    kept["nearest"] = [_citation_to(item) for item in answer.nearest]
    kept["notes"] = list(answer.notes)
    kept["suggestions"] = list(answer.suggestions)
    return {"question": exchange.question, "asked_of": exchange.asked_of, "answer": kept}


def _citation_to(citation: Citation) -> dict[str, Any]:
    passage = asdict(citation.passage)
    passage["search_text"] = ""
    return {
        "key": citation.key,
        "quote": citation.quote,
        "passage": passage,
        "paper": asdict(citation.paper),
    }


def exchange_from(kept: dict[str, Any]) -> Exchange:
    """The exchange that was kept; fields that this version does not know are passed over."""
    answer = kept["answer"]
    return Exchange(
        kept["question"],
        Answer(
            text=answer["text"],
            status=answer["status"],
            citations=tuple(_citation_from(item) for item in answer["citations"]),
            nearest=tuple(_citation_from(item) for item in answer["nearest"]),
            notes=tuple(answer["notes"]),
            suggestions=tuple(answer["suggestions"]),
            model=answer["model"],
            seconds=answer["seconds"],
        ),
        kept["asked_of"],
    )


def _citation_from(kept: dict[str, Any]) -> Citation:
    passage = dict(kept["passage"])
    passage["cells"] = tuple(_noun(Cell, cell) for cell in passage.get("cells", ()))
    return Citation(
        kept["key"], _noun(Passage, passage), _noun(Paper, kept["paper"]), kept["quote"]
    )


def _noun(kind: type[Noun], kept: dict[str, Any]) -> Noun:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in known
    }
    return kind(**values)
