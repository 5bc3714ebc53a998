"""Cases to a spreadsheet and back (CSV), so that people who know the papers can write them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus.errors import BadCases
from evals.cases import KINDS, ROLES, Case, Source, made_id, short_name

COLUMNS = (
    "id",
    "question",
    "kind",
    "expect",
    "reject",
    "document",
    "page",
    "quote",
    "history",
    "access",
)
"""Several of anything are set apart by ";", alternatives of a fact by "|".

A ";" or "|" that belongs to the text is written "\\;" or "\\|". The id may be left empty.
"""

NEEDED = ("question", "kind")

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run: it goes out with a "'" before it."""


def cases_from_csv(path: Path) -> list[Case]:
    """The cases of a CSV file, in its order; rows without any text are skipped.

    Raises BadCases that names every row that cannot be used, as the spreadsheet counts rows,
    with what is wrong, so that they can be mended at once.
    """
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    cases: list[Case] = []
    problems: list[str] = []
    try:
        _check_columns(rows.fieldnames or (), path)
        for number, row in enumerate(rows, start=2):
            cells = {
                (name or "").strip().lower(): _unguarded((value or "").strip())
                for name, value in row.items()
                if isinstance(value, str)
            }
            if any(cells.values()):
                found = _problems(cells)
                problems += [f"row {number}: {problem}" for problem in found]
                cases += [] if found else [_case(cells)]
    except csv.Error as error:
        raise BadCases(f"{path.name} is not a CSV file ({error}). Save it as CSV again.") from error
    ids = [case.id for case in cases]
    repeated = sorted({str(id) for id in ids if ids.count(id) > 1})
    problems += [f"two rows are the same case, '{id}'" for id in repeated]
    if problems:
        raise BadCases(f"{path.name} cannot be used yet: {'; '.join(problems)}.")
    if not cases:
        raise BadCases(f"{path.name} holds no case. Write one a row under the headings.")
    return cases


def csv_from_cases(cases: Iterable[Case]) -> str:
    """The cases as CSV text with headings; reading it gives equal cases."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for case in cases:
        writer.writerow([_guarded(cell) for cell in _cells(case)])
    return out.getvalue()


def _text(path: Path) -> str:
    """Spreadsheets on Windows save CSV in their own code page unless told otherwise."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadCases(f"The file {path} cannot be read ({error.strerror}). Check it.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _check_columns(names: Sequence[str], path: Path) -> None:
    found = [name.strip().lower() for name in names]
    lacking = [name for name in NEEDED if name not in found]
    if lacking:
        raise BadCases(
            f"{path.name} has no column {' and no column '.join(lacking)}. "
            f"Its first row holds the headings: {', '.join(COLUMNS)}."
        )


def _problems(cells: Mapping[str, str]) -> list[str]:
    kind, access = cells["kind"].lower(), cells.get("access", "").lower()
    pages = _split(cells.get("page", ""), ";")
    documents = _split(cells.get("document", ""), ";")
    found = []
    if not cells["question"]:
        found.append("the question is missing")
    if kind not in KINDS:
        found.append(f"the kind '{cells['kind']}' is none of {', '.join(KINDS)}")
    elif kind not in ("unanswerable", "offtopic") and not cells.get("expect"):
        found.append("no fact is expected; a question without one has the kind unanswerable")
    if access and access not in ROLES:
        found.append(f"the access '{access}' is none of {', '.join(ROLES)}")
    found += [
        f"the page '{page}' is not a whole number from 1"
        for page in pages
        if page and not (page.isdecimal() and int(page))
    ]
    if len(pages) > len(documents) or len(_split(cells.get("quote", ""), ";")) > len(documents):
        found.append("there are more pages or quotes than documents")
    return found


def _case(cells: Mapping[str, str]) -> Case:
    documents = _split(cells.get("document", ""), ";")
    pages = _split(cells.get("page", ""), ";") + [""] * len(documents)
    quotes = _split(cells.get("quote", ""), ";") + [""] * len(documents)
    expect = cells.get("expect", "")
    history = tuple(_split(cells.get("history", ""), ";"))
    return Case(
        id=cells.get("id", "") or made_id("sheet", cells["question"], expect, *history),
        question=cells["question"],
        kind=cells["kind"].lower(),
        history=history,
        expect=tuple(tuple(_split(group, "|")) for group in _parts(expect, ";")),
        reject=tuple(_split(cells.get("reject", ""), ";")),
        evidence=tuple(
            Source(short_name(document), int(page) if page else None, quote)
            for document, page, quote in zip(documents, pages, quotes, strict=False)
        ),
        access=cells.get("access", "").lower(),
    )


def _cells(case: Case) -> list[str]:
    groups = ["|".join(map(_escaped, group)) for group in case.expect]
    pages = [str(source.page or "") for source in case.evidence]
    quotes = [_escaped(source.quote) for source in case.evidence]
    return [
        str(case.id),
        case.question,
        case.kind,
        ";".join(groups),
        ";".join(map(_escaped, case.reject)),
        ";".join(_escaped(source.document) for source in case.evidence),
        ";".join(pages) if any(pages) else "",
        ";".join(quotes) if any(quotes) else "",
        ";".join(map(_escaped, case.history)),
        case.access,
    ]


def _split(cell: str, mark: str) -> list[str]:
    """The parts between marks, plain; empty ones stay, since pages and quotes go with documents."""
    return [_plain(part) for part in _parts(cell, mark)]


def _parts(cell: str, mark: str) -> list[str]:
    """The parts between marks, with what is written with a backslash as it stands."""
    if not cell.strip():
        return []
    parts = [""]
    for letter in re.findall(r"\\[\\;|]|.", cell, re.DOTALL):
        if letter == mark:
            parts.append("")
        else:
            parts[-1] += letter
    while parts and not parts[-1].strip():
        parts.pop()
    return [part.strip() for part in parts]


def _escaped(text: str) -> str:
    return re.sub(r"([\\;|])", r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\;|])", r"\1", text)


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
