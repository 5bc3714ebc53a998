"""Answer records read back from a file, whoever wrote them: what was said, cited and retrieved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import ERROR
from corpus.errors import BadCases
from evals.cases import Case, read_lines


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that a record cites or says was retrieved."""

    document: str
    text: str
    page: int | None = None
    """The PDF's page, counting from 1; None where the record does not say."""

    quote: str = ""
    title: str = ""
    """The paper's title, which is not its document's name."""

    place: str = ""
    """Item, paragraph and printed page, as far as the record gives them."""

    access: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One answer to one case."""

    answer: str = ""
    abstained: bool = False
    status: str = ""
    """answered, not_in_papers, declined or error; "" where a record does not say."""

    citations: tuple[Shown, ...] = ()
    passages: tuple[Shown, ...] = ()
    """Best first."""

    seconds: float | None = None
    model: str = ""
    reason: str = ""
    """Why there is no answer, when status is error."""

    missing: bool = False
    """True when the file holds no record for the case."""

    @property
    def failed(self) -> bool:
        """Whether there was no answer at all."""
        return self.missing or self.status == ERROR


MISSING = Record(missing=True)


def read_records(path: Path, cases: Sequence[Case]) -> dict[str | int, Record]:
    """A record for each case, by the case's id; where a file has two, the later one.

    A case without a record gets one that says so, and counts as not right.
    Raises BadCases when the file cannot be read or answers none of the cases.
    """
    found: dict[str | int, Record] = {}
    for number, fields in read_lines(path):
        id = fields.get("id")
        if not isinstance(id, str | int):
            raise BadCases(
                f"{path.name}, line {number} has no id, so it cannot be told which case it answers."
            )
        found[id] = _record(fields)
    if not any(case.id in found for case in cases):
        raise BadCases(
            f"{path.name} answers none of the {len(cases)} cases. Check that it was made from "
            "these case files: 'eval answer CASES --out ANSWERS'."
        )
    return {case.id: found.get(case.id, MISSING) for case in cases}


def _record(fields: Mapping[str, Any]) -> Record:
    seconds = fields.get("seconds")
    return Record(
        answer=_string(fields.get("answer")),
        abstained=bool(fields.get("abstained")),
        status=_string(fields.get("status")),
        citations=_shown(fields.get("citations")),
        passages=_shown(fields.get("passages")),
        seconds=float(seconds) if isinstance(seconds, int | float) else None,
        model=_string(fields.get("model")),
        reason=_string(fields.get("reason")),
    )


def _shown(value: Any) -> tuple[Shown, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(
        Shown(
            document=_string(one.get("document")),
            text=_string(one.get("text")),
            page=one.get("page") if isinstance(one.get("page"), int) else None,
            quote=_string(one.get("quote")),
            title=_string(one.get("title")),
            place=" ".join(
                _string(one.get(name)) for name in ("item", "paragraph", "printed_page")
            ).strip(),
            access=_string(one.get("access")),
        )
        for one in value
        if isinstance(one, dict)
    )


def _string(value: Any) -> str:
    return "" if value is None else str(value)
