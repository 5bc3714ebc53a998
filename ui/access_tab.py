"""The Access page: officers confirm or change who may see a paper, and read the trail."""

from html import escape
from typing import Any

import gradio as gr

from corpus.errors import BoardPapersError
from corpus.labels import Standing
from corpus.readers import BODY
from corpus.trail import Trail
from ui import access_words as words
from ui import sign_in_words
from ui.access_page import history_page, standings_page, trail_page
from ui.access_words import label_words, pages_words
from ui.identity import visitor_of
from ui.noting import note
from ui.parts import QUIET, UNSEEN, html, pressed, seen, sentence
from ui.reindexing import Reindexing
from ui.wording import plural

LATEST = 50
"""Acts of the trail that the page shows; all of them can be saved."""

BY_NAME = "body"
"""The choice of the form that goes with the name of a board or committee."""

CHOICES = [
    (words.LABELS["public"], "public"),
    (words.LABELS["members"], "members"),
    ("For members of one board or committee only", BY_NAME),
    (words.LABELS["officers"], "officers"),
    (words.LABELS["exempt"], "exempt"),
]

Shown = dict[Any, Any]
"""New values by component."""


def access_tab(tab: gr.Tab, library: Any, trail: Trail) -> None:
    """Layout and events of the page. Each event asks anew whether the reader may."""
    chosen = gr.State("")
    reindexing = Reindexing(library)
    with gr.Column(elem_classes="papers access-page"):
        html(f'<p class="hint">{escape(words.HINT)}</p>')
        said = html(elem_id="access-said", shown="savedShown")
        with gr.Group(visible=UNSEEN, elem_classes="asking", elem_id="relabelling") as form:
            title = html(elem_id="relabelling-title")
            label = gr.Radio(CHOICES, label=words.LABEL, elem_id="label")
            body = gr.Textbox(label=words.BODY_NAME, info=words.BODY_HINT, elem_id="label-body")
            paragraph = gr.Textbox(
                label=words.PARAGRAPH, info=words.PARAGRAPH_HINT, elem_id="label-paragraph"
            )
            what = gr.Radio(
                [(words.WHOLE, "whole"), (words.PAGES, "pages")],
                value="whole", label=words.WHAT, elem_id="label-what",
            )  # fmt: skip
            with gr.Row():
                first = gr.Textbox(label=words.FROM, info=words.PAGE_HINT, elem_id="label-first")
                last = gr.Textbox(label=words.TO, info=words.PAGE_HINT, elem_id="label-last")
            reason = gr.Textbox(
                label=words.REASON, info=words.REASON_HINT, lines=2, elem_id="label-reason"
            )
            with gr.Row(elem_classes="asking-buttons"):
                save = gr.Button(words.SAVE, variant="primary", elem_id="label-save", min_width=80)
                leave = gr.Button(words.CANCEL, elem_id="label-leave", min_width=80)
            history = html(elem_id="label-history")
        papers = html(elem_id="standings")
        with gr.Accordion(words.TRAIL, open=False, elem_id="trail") as folded:
            check = gr.Button(words.TRAIL_CHECK, elem_id="trail-check", min_width=80)
            acts = html(elem_id="acts")

    def listed() -> str:
        return standings_page(library.standings(), required=library.labels_required())

    def arrive(request: gr.Request) -> Shown:
        if not may(request):
            return {papers: sentence(sign_in_words.NOT_FOR_YOU)}
        return {papers: listed(), said: "", form: seen(False)}

    def standing_of(id: str) -> Standing:
        found: list[Standing] = library.standings([id])
        if not found:
            raise BoardPapersError(words.GONE)
        return found[0]

    def decide(request: gr.Request, id: str, access: str, why: str, **more: Any) -> None:
        """Add a decision in this officer's name, and note it."""
        made = library.label(id, access, who=who(request), reason=why, **more)
        reindexing.start()
        note(
            request,
            "labelled",
            papers=[made.paper_id],
            label=made.access,
            was=made.was,
            pages=None if made.whole else [made.first_page, made.last_page],
        )

    def confirm(request: gr.Request, event: gr.EventData) -> Shown:
        def act() -> str:
            item = standing_of(pressed(event, "id"))
            why = words.AS_READ if item.read else words.AS_UNMARKED
            decide(request, item.paper.id, item.proposed, why, paragraph=item.paragraph)
            shown = label_words(item.proposed, item.paragraph)
            return words.CONFIRMED.format(title=item.paper.title, label=shown)

        return {**told(request, act), papers: listed() if may(request) else ""}

    def confirm_file(request: gr.Request, event: gr.EventData) -> Shown:
        def act() -> str:
            wanted = pressed(event, "id")
            items = [
                item
                for item in library.standings()
                if item.paper.document_id == wanted and item.awaits and not item.doubtful
            ]
            for item in items:
                why = words.AS_READ if item.read else words.AS_UNMARKED
                decide(request, item.paper.id, item.proposed, why, paragraph=item.paragraph)
            return words.CONFIRMED_FILE.format(papers=plural(len(items), "paper"))

        return {**told(request, act), papers: listed() if may(request) else ""}

    def relabel(request: gr.Request, event: gr.EventData) -> Shown:
        if not may(request):
            return {said: sentence(sign_in_words.NOT_FOR_YOU)}
        try:
            item = standing_of(pressed(event, "id"))
        except BoardPapersError as error:
            return {said: sentence(str(error)), papers: listed()}
        now = item.paper.access
        chosen_label = BY_NAME if now.startswith(BODY) else now
        heading = words.CHANGING.format(title=item.paper.title)
        pages = pages_words(item.paper.first_page, item.paper.last_page)
        hint = f'<p class="facts">{escape(f"{item.paper.document}, {pages}. {item.why}")}</p>'
        return {
            chosen: item.paper.id,
            form: seen(True),
            title: f'<h2 tabindex="-1" data-of="{item.paper.id}">{escape(heading)}</h2>{hint}',
            label: chosen_label,
            body: now[len(BODY) :] if chosen_label == BY_NAME else "",
            paragraph: item.paragraph,
            what: "whole",
            first: str(item.paper.first_page),
            last: str(item.paper.last_page),
            reason: "",
            said: "",
            history: history_page(library.decisions(item.paper.id)),
        }

    def keep(
        id: str, access: str, name: str, which: str, part: str, a: str, b: str, why: str,
        request: gr.Request,
    ) -> Shown:  # fmt: skip
        done = False

        def act() -> str:
            nonlocal done
            item = standing_of(id)
            full = f"{BODY}{name}" if access == BY_NAME else access or ""
            ground = (which or "") if access == "exempt" else ""
            pages = span_of(a, b) if part == "pages" else None
            decide(request, id, full, why or "", paragraph=ground, pages=pages)
            done = True
            shown = label_words(full, ground)
            if pages:
                return words.SAVED_PAGES.format(
                    title=item.paper.title, label=shown, first=pages[0], last=pages[1]
                )
            after = standing_of(id)
            kept = ", ".join(pages_words(p.first_page, p.last_page) for p in after.parts)
            stays = " " + words.STAY.format(pages=kept) if kept else ""
            return words.SAVED.format(title=item.paper.title, label=shown) + stays

        shown = told(request, act, saved=True)
        if not done:
            return shown
        return {**shown, papers: listed(), form: seen(False), chosen: ""}

    def told(request: gr.Request, act: Any, *, saved: bool = False) -> Shown:
        """What came of an act, told at once; nothing is done for a reader who may not.

        Where a form was saved, and has gone, a keyboard goes on from what is told.
        """
        try:
            if not may(request):
                note(request, "refused", what="labelled")
                raise BoardPapersError(sign_in_words.NOT_FOR_YOU)
            focus = ' tabindex="-1" data-saved="1"' if saved else ""
            return {said: f'<p class="told" role="status"{focus}>{escape(act())}</p>'}
        except BoardPapersError as error:
            return {said: sentence(str(error))}

    def show_trail(request: gr.Request) -> Shown:
        if not may(request):
            return {acts: sentence(sign_in_words.NOT_FOR_YOU)}
        return {acts: trail_page(list(trail.acts(limit=LATEST, latest_first=True)))}

    def check_trail(request: gr.Request) -> Shown:
        if not may(request):
            return {acts: sentence(sign_in_words.NOT_FOR_YOU)}
        latest = list(trail.acts(limit=LATEST, latest_first=True))
        return {acts: trail_page(latest, trail.check())}

    given = [chosen, label, body, paragraph, what, first, last, reason]
    shown = [*given, form, title, said, history, papers]
    tab.select(arrive, None, shown, **QUIET)
    papers.confirm(confirm, None, shown, **QUIET)
    papers.confirmfile(confirm_file, None, shown, **QUIET)
    papers.relabel(relabel, None, shown, **QUIET)
    save.click(keep, given, shown, **QUIET)
    leave.click(lambda: {form: seen(False), said: ""}, None, [form, said], **QUIET)
    folded.expand(show_trail, None, acts, **QUIET)
    check.click(check_trail, None, acts, **QUIET)


def may(request: gr.Request) -> bool:
    """Whether this reader decides who may see a paper."""
    return visitor_of(request).reader.changes_papers


def who(request: gr.Request) -> str:
    """By what name a decision is kept."""
    reader = visitor_of(request).reader
    return reader.name or reader.key


def span_of(first: str, last: str) -> tuple[int, int]:
    """Two pages as they were typed; raises BoardPapersError for anything else."""
    typed = [str(value or "").strip() for value in (first, last)]
    if not all(value.isdecimal() and len(value) < 6 for value in typed):
        raise BoardPapersError(words.NOT_A_PAGE)
    return int(typed[0]), int(typed[1])
