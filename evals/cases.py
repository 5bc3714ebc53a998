"""JSON lines to Cases: a question, the facts a right answer holds, and where they stand."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BadCases
from corpus.papers import content_id

KINDS = (
    "fact",
    "table",
    "period",
    "compare",
    "list",
    "decision",
    "who",
    "definition",
    "followup",
    "unanswerable",
    "offtopic",
)
"""What a person may choose from; a file made elsewhere may use other words."""

NOT_ANSWERABLE = ("unanswerable", "offtopic")
"""Kinds whose right answer is to say that there is none."""

ROLES = ("public", "members", "officers")

FILE_ENDINGS = (".pdf", ".docx", ".txt", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a case's facts stand."""

    document: str
    """Short name of the file: matched on word edges inside the name that an answer gives."""

    page: int | None = None
    """The PDF's page, counting from 1; None where it is not known or there are no pages."""

    quote: str = ""
    """Words of the paper that hold the fact; "" when not given."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is known about its answer."""

    id: str | int
    question: str
    kind: str
    history: tuple[str, ...] = ()
    """Earlier user turns of the conversation, oldest first."""

    expect: tuple[tuple[str, ...], ...] = ()
    """Groups of alternatives: a right answer holds one of each group."""

    reject: tuple[str, ...] = ()
    """What a right answer does not hold."""

    evidence: tuple[Source, ...] = ()
    access: str = ""
    """The reader's role; "" when the case does not name one."""

    @property
    def answerable(self) -> bool:
        """Whether the papers hold an answer to it."""
        return self.kind not in NOT_ANSWERABLE


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of one or several JSON-lines files, in their order.

    Raises BadCases, with the file and line, for what cannot be asked, and for an id used twice.
    """
    cases: list[Case] = []
    seen: dict[str | int, str] = {}
    for path in paths:
        for number, fields in read_lines(path):
            place = f"{path.name}, line {number}"
            case = case_from(fields, place)
            if case.id in seen:
                raise BadCases(
                    f"{place}: the id '{case.id}' is used already in {seen[case.id]}. "
                    "Give each case an id of its own."
                )
            seen[case.id] = place
            cases.append(case)
    if not cases:
        raise BadCases("The case files hold no case. Write one JSON object a line.")
    return cases


def check_scorable(cases: Sequence[Case]) -> None:
    """Raise BadCases for a case that any answer, or none, would get right."""
    for case in cases:
        if case.answerable and not case.expect:
            raise BadCases(
                f"Case '{case.id}' expects no fact, so every answer would count as right. Give it "
                "'expect', or the kind 'unanswerable' if the papers do not hold the answer."
            )
        if any(not group for group in case.expect) or any(
            not fact.strip() for fact in (*case.reject, *(one for g in case.expect for one in g))
        ):
            raise BadCases(f"Case '{case.id}' has an empty fact. Fill it in or take it out.")


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each JSON object of a JSON-lines file with its line number, from 1; blank lines are skipped.

    Raises BadCases for a file that cannot be read and a line that is not a JSON object.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise BadCases(f"The file {path} cannot be read: {reason}. Check its name.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadCases(
                f"{path.name}, line {number} is not JSON ({error}). Each line holds one object."
            ) from error
        if not isinstance(fields, dict):
            raise BadCases(
                f"{path.name}, line {number} is not a JSON object. Each line holds one, in braces."
            )
        yield number, fields


def case_from(fields: Mapping[str, Any], place: str) -> Case:
    """A case from the fields of its contract; unknown ones are ignored.

    Raises BadCases, opening with `place`, for a field that is missing or not of its type.
    """
    id = fields.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int) or id == "":
        raise BadCases(f"{place} has no id. Give it one, as text.")
    return Case(
        id=id,
        question=_text(fields, "question", place, needed=True),
        kind=_text(fields, "kind", place, needed=True),
        history=_texts(fields.get("history"), "history", place),
        expect=_groups(fields.get("expect"), place),
        reject=_texts(fields.get("reject"), "reject", place),
        evidence=_sources(fields.get("evidence"), place),
        access=_text(fields, "access", place),
    )


def fields_of(case: Case) -> dict[str, Any]:
    """The case as the contract writes it; reading it again gives an equal case."""
    fields: dict[str, Any] = {"id": case.id, "question": case.question, "kind": case.kind}
    fields["history"] = list(case.history)
    fields["expect"] = [list(group) for group in case.expect]
    fields["reject"] = list(case.reject)
    fields["evidence"] = [
        {"doc": source.document, "page": source.page}
        | ({"quote": source.quote} if source.quote else {})
        for source in case.evidence
    ]
    return fields | ({"access": case.access} if case.access else {})


def line_of(case: Case) -> str:
    """The case as one line of a JSON-lines file, its end included."""
    return json.dumps(fields_of(case), ensure_ascii=False) + "\n"


def short_name(document: str) -> str:
    """A file's name as evidence names it: no ending, and spaces for underscores.

    Answers are compared with underscores read as spaces, so a name that kept its own
    would match nothing.
    """
    name = document.strip()
    for ending in FILE_ENDINGS:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
            break
    return name.replace("_", " ").strip()


def made_id(prefix: str, question: str, *others: str) -> str:
    """An id from what a case says, so that adding it twice makes one case."""
    return f"{prefix}-{content_id(question, *others)[:10]}"


def _text(fields: Mapping[str, Any], name: str, place: str, *, needed: bool = False) -> str:
    value = fields.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise BadCases(f"{place}: '{name}' is missing or is not text. Write it in quotes.")
    return value


def _texts(value: Any, name: str, place: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadCases(f'{place}: \'{name}\' is not a list of texts. Write it as ["…", "…"].')
    return tuple(value)


def _groups(value: Any, place: str) -> tuple[tuple[str, ...], ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(group, list) for group in value):
        raise BadCases(
            f"{place}: 'expect' is not a list of groups. Write each fact as a list of its "
            'alternatives: [["45%", "45 per cent"], ["March 2026"]].'
        )
    return tuple(_texts(group, "expect", place) for group in value)


def _sources(value: Any, place: str) -> tuple[Source, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BadCases(
            f"{place}: 'evidence' is not a list of objects. Write it as "
            '[{"doc": "…", "page": 3, "quote": "…"}].'
        )
    sources = []
    for one in value:
        page = one.get("page")
        if isinstance(page, bool) or not (page is None or (isinstance(page, int) and page > 0)):
            raise BadCases(
                f"{place}: the page '{page}' is not a number from 1. Write the PDF's page, or null."
            )
        document = short_name(_text(one, "doc", place, needed=True))
        sources.append(Source(document, page, _text(one, "quote", place)))
    return tuple(sources)
