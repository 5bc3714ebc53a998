"""What readers thought of answers as a spreadsheet (CSV), for a person to finish into a set."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

COLUMNS = (
    *("id", "question", "kind", "expect", "reject", "document", "page", "quote", "history"),
    *("verdict", "correction", "answer", "date"),
)
"""Those of a set's spreadsheet, then what helps to fill in "expect"."""

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run: it goes out with a "'" before it."""


def judged(file: Path) -> list[dict[str, Any]]:
    """The judgements that were kept, the last of each answer; none without the file."""
    if not file.is_file():
        return []
    found: dict[str, dict[str, Any]] = {}
    for line in file.read_text("utf-8", errors="replace").splitlines():
        try:
            kept = json.loads(line)
            found[str(kept["id"])] = kept
        except (ValueError, KeyError, TypeError):
            continue
    return list(found.values())


def sheet(file: Path) -> str:
    """The judgements as CSV text, a row each, its facts left to be filled in."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for kept in judged(file):
        writer.writerow([_guarded(cell) for cell in _cells(kept)])
    return "\ufeff" + out.getvalue()


def _cells(kept: Mapping[str, Any]) -> list[str]:
    evidence = [one for one in kept.get("evidence", ()) if isinstance(one, Mapping)]
    return [
        str(kept["id"]),
        str(kept.get("question", "")),
        str(kept.get("kind", "fact")),
        "",
        "",
        ";".join(_escaped(str(one.get("doc", ""))) for one in evidence),
        ";".join(str(one.get("page") or "") for one in evidence),
        ";".join(_escaped(" ".join(str(one.get("quote", "")).split())) for one in evidence),
        ";".join(_escaped(str(question)) for question in kept.get("history", ())),
        *(str(kept.get(name, "")) for name in ("verdict", "correction", "answer", "date")),
    ]


def _escaped(text: str) -> str:
    """A mark that sets apart several of anything is written with a backslash in a text."""
    return re.sub(r"([\\;|])", r"\\\1", text)


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
