"""The trail as a table or as JSON lines, for whoever has to show it, and the addresses of both."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

from corpus.trail import Act, Trail
from ui.noting import note

COLUMNS = ("number", "at", "who", "name", "role", "act", "about", "words", "seal")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a cell for a formula."""


def as_csv(acts: Iterable[Act]) -> Iterator[str]:
    """A heading and a line an act; nothing in it is a formula to a spreadsheet."""
    yield _line(COLUMNS)
    for act in acts:
        record = asdict(act) | {"about": json.dumps(act.about, ensure_ascii=False)}
        yield _line([_plain(str(record[name])) for name in COLUMNS])


def as_json_lines(acts: Iterable[Act]) -> Iterator[str]:
    """An object a line."""
    for act in acts:
        yield json.dumps(asdict(act), ensure_ascii=False) + "\n"


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def trail_routes(server: FastAPI, trail: Trail) -> None:
    """Both exports; the list of doors says that they are for officers."""

    def sent(request: Request, lines: Any, media: str, name: str) -> StreamingResponse:
        note(request, "trail exported", what=name)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return StreamingResponse(lines(trail.acts()), media_type=media, headers=headers)

    @server.get("/trail.csv")
    def table(request: Request) -> StreamingResponse:
        return sent(request, as_csv, "text/csv; charset=utf-8", "trail.csv")

    @server.get("/trail.jsonl")
    def lines(request: Request) -> StreamingResponse:
        return sent(request, as_json_lines, "application/x-ndjson", "trail.jsonl")
