"""A conversation as a Word document, its citations as real footnotes; python-docx's home in ui."""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from assistant.answers import Citation
from ui import wording
from ui.render import BULLET, KEY, Exchange, long_date, named

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold; a paper's text can."""

LONGEST_QUOTE = 600
"""Characters of a quote in a footnote; the page has the rest."""

SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def to_word(exchanges: Sequence[Exchange], made: date) -> bytes:
    """The .docx of these questions and answers, with the day it was made on.

    Only citations that an answer holds become footnotes; any other [n] stays as it is.
    """
    import docx

    document = docx.Document()
    document.core_properties.title = wording.TITLE
    document.core_properties.author = ""
    document.add_heading(wording.EXPORT_TITLE, level=1)
    document.add_paragraph(wording.EXPORT_NOTE.format(date=long_date(made.isoformat())))
    footnotes: list[str] = []
    for exchange in exchanges:
        document.add_heading(_clean(exchange.question), level=2)
        if exchange.asked_of:
            document.add_paragraph(f"{wording.NARROWED}: {_clean(exchange.asked_of)}")
        _answer(document, exchange, footnotes)
    _attach(document, footnotes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _answer(document: Any, exchange: Exchange, footnotes: list[str]) -> None:
    answer = exchange.answer
    given = {item.key: item for item in answer.citations}
    flag = wording.STATUS.get(answer.status, "")
    if flag:
        document.add_paragraph().add_run(f"{flag}.").bold = True
    for line in answer.text.splitlines():
        if not line.strip():
            continue
        bullet = bool(BULLET.match(line))
        style = "List Bullet" if bullet else None
        paragraph = document.add_paragraph(style=style)
        _words(paragraph, BULLET.sub("", line) if bullet else line, given, footnotes)
    for note in answer.notes:
        document.add_paragraph().add_run(_clean(note)).italic = True
    if answer.nearest and not answer.citations:
        document.add_paragraph(f"{wording.NEAREST}:")
        for item in answer.nearest:
            document.add_paragraph(_clean(f"{named(item.paper)}. {item.place}."), "List Bullet")


def _words(paragraph: Any, line: str, given: dict[int, Citation], footnotes: list[str]) -> None:
    at = 0
    for mark in KEY.finditer(line):
        citation = given.get(int(mark[1]))
        if citation is None:
            continue
        paragraph.add_run(_clean(line[at : mark.start()].rstrip()))
        footnotes.append(footnote(citation))
        _reference(paragraph.add_run(), len(footnotes))
        at = mark.end()
    paragraph.add_run(_clean(line[at:]))


def footnote(citation: Citation) -> str:
    """What a footnote says: paper, place, file, and the words."""
    quote = " ".join((citation.quote or citation.passage.text).split())
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    place = f" {citation.place}." if citation.place else ""
    return _clean(f"{named(citation.paper)}.{place} ({citation.paper.document}) “{quote}”")


def _reference(run: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run.font.superscript = True
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def _attach(document: Any, footnotes: Sequence[str]) -> None:
    """Put the footnotes in the package, where Word looks for them."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = "".join(_note(number, text) for number, text in enumerate(footnotes, start=1))
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{WORD}">{SEPARATORS}{notes}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), KIND, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATION)


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        '<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)
