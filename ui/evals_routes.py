"""Addresses of what evaluations leave: a run's report and answers, and the readers' judgements.

They quote papers of every kind, so they are for officers; the list of doors says so too.
"""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from ui import evals_words
from ui.evaluating import Evaluating
from ui.identity import visitor_of
from ui.judged_sheet import sheet

PRIVATE = {"Cache-Control": "private, no-store"}

REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""A report loads nothing and runs nothing, whatever the papers' text in it holds."""


def evals_routes(server: FastAPI, evaluating: Evaluating, judgements: Path) -> None:
    """The routes; each asks itself who it is that wants to know."""

    @server.get("/evals/{run}/{name}")
    def kept(request: Request, run: str, name: str) -> Response:
        path = evaluating.file(run, name) if _may(request) else None
        if path is None:
            return PlainTextResponse(evals_words.NOTHING_HERE, 404)
        if name.endswith(".html"):
            headers = PRIVATE | {"Content-Security-Policy": REPORT_POLICY}
            return FileResponse(path, media_type="text/html", headers=headers)
        return FileResponse(
            path, filename=f"{run}-{name}", media_type="application/x-ndjson", headers=PRIVATE
        )

    @server.get("/judged.csv")
    def judged(request: Request) -> Response:
        if not _may(request):
            return PlainTextResponse(evals_words.NOTHING_HERE, 404)
        given = PRIVATE | {"Content-Disposition": 'attachment; filename="judged-answers.csv"'}
        return Response(sheet(judgements), media_type="text/csv; charset=utf-8", headers=given)


def _may(request: Request) -> bool:
    return visitor_of(request).reader.changes_papers
