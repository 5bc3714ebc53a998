"""Writes a specimen paper's blocks as a Word file whose bytes do not depend on the day."""

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.specimen.source import Block

LEVELS = {"title": 1, "section": 2, "heading": 3}
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold."""


def write_word(blocks: Sequence[Block], path: Path, plan: dict[str, Any]) -> None:
    """Headings, paragraphs, lists and tables in Word's own styles; no page numbers."""
    from docx import Document

    word = Document()
    word.core_properties.title = plan["title"]
    word.core_properties.author = "Specimen Borough Council"
    word.core_properties.created = word.core_properties.modified = datetime(2025, 6, 5)
    for block in blocks:
        if block.kind == "table":
            _table(word, block)
        elif block.kind in LEVELS:
            word.add_heading(_plain(block.text), LEVELS[block.kind])
        elif block.kind == "bullet":
            word.add_paragraph(_plain(block.text), style="List Bullet")
        elif block.kind == "break":
            word.add_page_break()
        elif block.kind == "caption":
            word.add_paragraph(_plain(block.text), style="Caption")
        else:
            word.add_paragraph(_plain(f"{block.sign} {block.text}".strip()))
    word.save(str(path))
    _forget_the_day(path)


def _table(word: Any, block: Block) -> None:
    table = word.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = _plain(text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _plain(text: str) -> str:
    return re.sub(r"\*\*?(?=\S)(.+?)(?<=\S)\*\*?", r"\1", text)


def _forget_the_day(path: Path) -> None:
    """Write the zip file again with one date for every part."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts:
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
