"""A small real library and an assistant of few words, for the tests of what people see."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Citation, Step, Turn
from corpus.library import Library
from corpus.papers import AddReport, Cell, Document, Page, Paper, Passage, Refusal, content_id


class WordLengths:
    """An encoder that knows how long words are and nothing else."""

    id = "word-lengths"
    dimensions = 8

    def encode(self, texts: Sequence[str]) -> Any:
        rows = np.ones((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                rows[row, len(word) % self.dimensions] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


PARAGRAPHS = (
    ("3.1", "The number of children in care was 214 at the end of September 2025."),
    ("3.2", "Agency staff cost £1.2m in the quarter, against a budget of £0.9m."),
    ("3.3", "The Board is asked to note the overspend and the steps taken to recover it."),
    ("3.4", "Average journey times to school fell from 31 minutes to 27 minutes."),
)
ROWS = (("Employees", "1,204", "602", "655"), ("Premises", "88", "44", "41"))
COLUMNS = ("Annual Budget", "Budget to Date", "Actual Spend")


def report_pdf(title: str = "Quarter 2 monitoring", rotate: int = 0, pages: int = 3) -> bytes:
    """A report of a few pages: numbered paragraphs on page 2, a table on page 3."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    sheet = Canvas(out, pagesize=A4)
    sheet.setFont("Helvetica-Bold", 16)
    sheet.drawString(72, 760, title)
    sheet.setFont("Helvetica", 10)
    sheet.drawString(72, 735, "Children and Education Board, 10 November 2025")
    sheet.drawRightString(520, 40, "Page 51")
    sheet.showPage()
    sheet.setFont("Helvetica", 11)
    for place, (number, text) in enumerate(PARAGRAPHS):
        sheet.drawString(72, 740 - 40 * place, f"{number}  {text}")
    sheet.drawRightString(520, 40, "Page 52")
    sheet.showPage()
    sheet.setFont("Helvetica", 10)
    for column, heading in enumerate(COLUMNS):
        sheet.drawString(220 + 100 * column, 740, heading)
    for line, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.drawString(72 if not column else 120 + 100 * column, 715 - 20 * line, cell)
    sheet.showPage()
    for _ in range(pages - 3):
        sheet.drawString(72, 700, "This page is intentionally left blank")
        sheet.showPage()
    sheet.save()
    return _turned(out.getvalue(), rotate) if rotate else out.getvalue()


def _turned(data: bytes, degrees: int) -> bytes:
    """The same file, its second page turned."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.pages[1].rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def add_report(library: Library, title: str, date: str, period: str, data: bytes) -> Paper:
    """Take the report into the library as the real pipeline would."""
    sha = hashlib.sha256(data).hexdigest()
    name = f"{title.lower().replace(' ', '-')}.pdf"
    paper = Paper(
        id=content_id(sha, "1"),
        document_id=sha,
        document=name,
        title=title,
        kind="monitoring",
        body="Children and Education Board",
        meeting_date=date,
        item="6(b)",
        officer="A. Officer",
        period=period,
        last_page=3,
    )
    passages = [
        Passage(
            content_id(paper.id, number),
            paper.id,
            f"{number}  {text}",
            2,
            2,
            search_text=f"{title} {period} {text}",
            printed_page="52",
            item="6(b)",
            paragraphs=(number,),
            headings=("Supporting information",),
            period=period,
            order=order,
        )
        for order, (number, text) in enumerate(PARAGRAPHS)
    ]
    passages += [
        Passage(
            content_id(paper.id, row[0]),
            paper.id,
            " | ".join(row),
            3,
            3,
            kind="row",
            search_text=f"{title} {period} {' '.join(row)} {' '.join(COLUMNS)}",
            item="6(b)",
            period=period,
            label=row[0],
            cells=tuple(
                Cell(column, value, "£'000") for column, value in zip(COLUMNS, row[1:], strict=True)
            ),
            order=len(PARAGRAPHS) + order,
        )
        for order, row in enumerate(ROWS)
    ]
    pages = tuple(Page(number, ()) for number in (1, 2, 3))
    library.add(Document(name, sha, pages), [paper], passages, data)
    return paper


def small_library(folder: Path) -> Library:
    """Two quarters of one report."""
    library = Library.open(folder, encoder=WordLengths())
    add_report(library, "Quarter 2 monitoring", "2025-11-10", "Q2 2025/26", report_pdf())
    add_report(
        library,
        "Quarter 1 monitoring",
        "2025-08-18",
        "Q1 2025/26",
        report_pdf("Quarter 1 monitoring"),
    )
    library.embed_pending()
    return library


def answer_by_words(
    message: str, history: Sequence[Turn], *, library: Library, scope: Any, pause: float = 0.0
) -> Iterator[Step]:
    """Quotes the best passage by words; says so when no word is there."""
    import time

    yield Step("searching")
    time.sleep(pause)
    words = [word.strip("?.,").lower() for word in message.split() if len(word) > 3]
    hits = library.by_words(words, scope, 8)
    yield Step("reading")
    time.sleep(pause)
    cited = tuple(
        Citation(key, hit.passage, hit.paper, hit.passage.text)
        for key, hit in enumerate(hits[:2], 1)
    )
    if not cited or "weather" in message:
        text = "The papers do not say. The nearest passages are shown below."
        answer = Answer(text, NOT_IN_PAPERS, hits=tuple(hits), nearest=cited, seconds=0.1)
    else:
        text = "\n".join(f"{item.quote} [{item.key}]" for item in cited)
        for size in range(20, len(text), 20):
            yield Step("answering", text[:size])
            time.sleep(pause)
        answer = Answer(
            text,
            ANSWERED,
            cited,
            tuple(hits),
            notes=("Two papers give this for different quarters.",),
            suggestions=("What was it in the quarter before?", "Who is the reporting officer?"),
            seconds=0.1,
        )
    yield Step("done", answer.text, answer)


def add_quickly(
    paths: Sequence[Path],
    *,
    library: Library,
    progress: Any = None,
    should_stop: Any = None,
    pause: float = 0.0,
) -> AddReport:
    """Adds PDFs made by report_pdf; refuses whatever is none."""
    import time

    added, refused = [], []
    for path in paths:
        data = path.read_bytes()
        if not data.startswith(b"%PDF"):
            refused.append(Refusal(path.name, f"{path.name} is not a PDF inside."))
            continue
        for page in range(1, 21):
            if should_stop and should_stop():
                break
            if progress:
                progress(f"Reading {path.name}", page, 20)
            time.sleep(pause)
        else:
            added.append(add_report(library, path.stem, "2026-01-19", "Q3 2025/26", data))
    return AddReport(
        added=tuple(added),
        refused=tuple(refused),
        passages=6 * len(added),
        files=tuple(path.name for path in paths[: len(added)]),
    )
