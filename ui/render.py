"""Answers and sources as HTML. Pure, and everything from papers, questions or models is escaped.

No tag, link or picture that such text holds is ever live; the only live things
are our own buttons and links, made here from keys that were given out here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from assistant.answers import ANSWERED, NOT_IN_PAPERS, Answer, Citation
from corpus.papers import Paper
from ui import wording
from ui.access_words import label_words
from ui.wording import plural

KEY = re.compile(r"\[(\d{1,2})\]")
"""A citation's mark; two digits at most, so that [2024] stays a year."""

BULLET = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation and what was answered."""

    question: str
    answer: Answer
    asked_of: str = ""
    """What the question was narrowed to, in words; "" for all papers."""


def can_be_drafted(exchange: Exchange) -> bool:
    """Whether a response can be drafted of it: an answer or the lack of one, and no draft."""
    told = exchange.answer.status in (ANSWERED, NOT_IN_PAPERS)
    return told and not exchange.question.startswith(wording.DRAFT_OF)


def conversation(exchanges: Sequence[Exchange], place: str = "", id: str = "") -> str:
    """The finished questions and answers, oldest first; "" for none.

    `place` is what the browser's address should end with while it is shown; `id` is what
    the conversation is kept by, "" when it is not kept and so cannot be exported.
    """
    if not exchanges:
        return ""
    turns = "".join(turn(number, item, id) for number, item in enumerate(exchanges))
    if id and len(exchanges) > 1:
        turns += f'<p class="ways">{_export_link(id, wording.EXPORT_ALL)}</p>'
    newest = exchanges[-1].answer
    told = wording.READY + KEY.sub("", _said(newest))
    return (
        f'<div class="conversation" data-announce="{escape(told)}" '
        f'data-address="{escape(place)}">{turns}</div>'
    )


def turn(number: int, exchange: Exchange, id: str = "") -> str:
    """One question with its answer; `number` counts from 0 and names it to the buttons."""
    answer = exchange.answer
    last = [
        _sources(number, answer.citations, wording.SOURCES),
        _sources(number, answer.nearest, wording.NEAREST),
        _notes(answer.notes),
        _actions(number, answer, id, drafted=can_be_drafted(exchange)),
        _suggestions(answer.suggestions),
    ]
    return (
        f'<section class="turn" aria-labelledby="question-{number}">'
        f"{_question(number, exchange.question, exchange.asked_of)}"
        f'<div class="answer {escape(answer.status)}">{_flag(answer)}'
        f"{prose(_said(answer), number, answer.citations + answer.nearest)}</div>"
        f"{''.join(last)}</section>"
    )


def arriving(question: str, state: str, text: str = "", asked_of: str = "") -> str:
    """A question whose answer is on its way, with what it is doing in words."""
    doing = escape(wording.STATES.get(state, state))
    return (
        '<section class="turn arriving" aria-busy="true" aria-labelledby="question-now">'
        f"{_question('now', question, asked_of)}"
        f'<p class="state"><span class="pulse" aria-hidden="true"></span>{doing}</p>'
        f'<div class="answer">{prose(text, 0, ()) if text else ""}</div></section>'
    )


def prose(text: str, number: int, citations: Sequence[Citation]) -> str:
    """Plain text as paragraphs and lists, its [n] made into buttons where n was given."""
    given = {citation.key: citation for citation in citations}
    out: list[str] = []
    items: list[str] = []
    for line in text.splitlines():
        if BULLET.match(line):
            items.append(f"<li>{_marked(BULLET.sub('', line), number, given)}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.strip():
            out.append(f"<p>{_marked(line, number, given)}</p>")
    if items:
        out.append(f"<ul>{''.join(items)}</ul>")
    return "".join(out)


def _marked(line: str, number: int, given: dict[int, Citation]) -> str:
    out, at = [], 0
    for mark in KEY.finditer(line):
        out.append(escape(line[at : mark.start()]))
        citation = given.get(int(mark[1]))
        out.append(_key_button(number, citation) if citation else escape(mark[0]))
        at = mark.end()
    return "".join(out) + escape(line[at:])


def _key_button(number: int, citation: Citation) -> str:
    name = f"{wording.SOURCE} {citation.key}: {citation.paper.title}, {citation.place}"
    return (
        f'<button type="button" class="key" data-do="source" data-turn="{number}" '
        f'data-key="{citation.key}" title="{escape(name)}" aria-label="{escape(name)}">'
        f"{citation.key}</button>"
    )


def _said(answer: Answer) -> str:
    return answer.text.strip() or wording.STATUS.get(answer.status, "")


def _question(number: int | str, question: str, asked_of: str) -> str:
    narrowed = f'<p class="asked-of">{escape(wording.NARROWED)}: {escape(asked_of)}</p>'
    return (
        f'<h2 class="question" id="question-{number}">{escape(question)}</h2>'
        f"{narrowed if asked_of else ''}"
    )


def _flag(answer: Answer) -> str:
    words = wording.STATUS.get(answer.status, "")
    return f'<p class="flag">{escape(words)}</p>' if words else ""


def _sources(number: int, citations: Sequence[Citation], heading: str) -> str:
    if not citations:
        return ""
    rows = "".join(
        f'<li><button type="button" class="source" data-do="source" data-turn="{number}" '
        f'data-key="{item.key}"><span class="number">{item.key}</span>'
        f'<span class="where"><span class="title">{escape(named(item.paper))}'
        f"{access_label(item)}</span> "
        f'<span class="place">{escape(item.place)}</span></span></button></li>'
        for item in citations
    )
    return f'<h3>{escape(heading)}</h3><ul class="sources">{rows}</ul>'


def access_label(citation: Citation) -> str:
    """A word beside what not everybody may see; "" for what is public."""
    passage, paper = citation.passage, citation.paper
    access = passage.access if passage.access != "public" else paper.access
    words = access_words(paper, access)
    return f' <span class="access">{escape(words)}</span>' if words else ""


def access_words(paper: Paper, access: str) -> str:
    """ "Exempt (paragraph 3 of Schedule 12A)"; "" for what is public."""
    if access == "public":
        return ""
    name = label_words(access)
    marked = paper.access_reason and access == "exempt"
    return f"{name} ({paper.access_reason})" if marked else name


def named(paper: Paper) -> str:
    """A paper's title with its meeting's date, as a reader would look for it."""
    date = long_date(paper.meeting_date)
    return f"{paper.title}, {date}" if date and date not in paper.title else paper.title


def long_date(iso: str) -> str:
    """ "2026-01-19" as "19 January 2026"; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    return f"{int(found[3])} {wording.MONTHS[int(found[2]) - 1]} {found[1]}"


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    rows = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<div class="notes"><h3>{escape(wording.NOTES)}</h3><ul>{rows}</ul></div>'


def _export_link(id: str, words: str, turn: str = "") -> str:
    where = address(f"/export/{quote(id)}.docx", turn=turn)
    return f'<a class="button" href="{escape(where)}" download>{escape(words)}</a>'


def _actions(number: int, answer: Answer, id: str, *, drafted: bool) -> str:
    if not answer.text.strip():
        return ""
    buttons = [
        f'<button type="button" class="small" data-copy="{escape(plain(answer))}">'
        f"{escape(wording.COPY)}</button>",
        _export_link(id, wording.EXPORT, str(number)) if id else "",
        f'<button type="button" class="small" data-do="draft" data-turn="{number}">'
        f"{escape(wording.DRAFT)}</button>"
        if drafted
        else "",
        f'<button type="button" class="small" data-do="judge" data-turn="{number}" '
        f'data-verdict="right">{escape(wording.HELPFUL)}</button>',
        f'<button type="button" class="small" data-do="judge" data-turn="{number}" '
        f'data-verdict="wrong">{escape(wording.WRONG)}</button>',
    ]
    took = f'<span class="took">{answer.seconds:.1f} s</span>' if answer.seconds else ""
    return f'<div class="actions">{"".join(buttons)}{took}</div>'


def _suggestions(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    return f'<div class="next"><h3>{escape(wording.FOLLOW_UPS)}</h3>{asks(questions)}</div>'


def asks(questions: Sequence[str]) -> str:
    """Questions as buttons that ask them."""
    rows = "".join(
        f'<li><button type="button" class="ask" data-do="ask" data-question="{escape(question)}">'
        f"{escape(question)}</button></li>"
        for question in questions
    )
    return f'<ul class="asks">{rows}</ul>'


def plain(answer: Answer) -> str:
    """An answer as text to paste elsewhere: its words, then its sources in full."""
    lines = [_said(answer)]
    if answer.status == ANSWERED and answer.citations:
        lines += ["", f"{wording.SOURCES}:"]
        lines += [
            f"[{item.key}] {named(item.paper)}. {item.place}. ({item.paper.document})"
            for item in answer.citations
        ]
    return "\n".join(lines)


def address(path: str, **values: str) -> str:
    """One of our own addresses with its values safely in it."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{query}" if query else path


def welcome(papers: int, meetings: int, questions: Sequence[str]) -> str:
    """What a first visitor reads: what this does, what it does not, what to try."""
    sentences = "".join(f"<li>{escape(line)}</li>" for line in wording.WHAT_IT_IS)
    if not papers:
        tail = f'<p class="empty">{escape(wording.NO_PAPERS_YET)}</p>'
    else:
        held = (
            f"{plural(papers, 'paper')} of {plural(meetings, 'meeting')}"
            if meetings
            else (plural(papers, "paper"))
        )
        tail = f'<p class="held">{escape(wording.HELD.format(held=held))}</p>'
        if questions:
            tail += f"<h2>{escape(wording.TRY_ONE)}</h2>{asks(questions)}"
    return f'<section class="welcome"><ul>{sentences}</ul>{tail}</section>'
