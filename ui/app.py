"""The pages together: their order, the settings of the framework, and the address they are at."""

from pathlib import Path
from typing import Any

import gradio as gr

from corpus.trail import Trail
from ui import evals_words, help_words, wording
from ui.access import Access
from ui.access_tab import access_tab
from ui.access_words import TAB as ACCESS_TAB
from ui.ask_tab import ask_tab
from ui.conversations import Conversations
from ui.evals_tab import evals_tab
from ui.evaluating import Evaluating
from ui.help_tab import help_tab
from ui.identity import visitor_of
from ui.judging import JUDGEMENTS, Judgements
from ui.limits import Limits, person_of, queue_of
from ui.meeting_tab import meeting_tab
from ui.papers_tab import papers_tab
from ui.parts import QUIET, html
from ui.signing_in import who_is_here
from ui.skipping import Pages
from ui.theme import theme

WAITING = 64
"""Questions that may wait their turn; the next is told to come back."""

OPENED = 1_000
"""Opened pages whose state is kept, 0.17 MB each (measured); of the page that was left alone the
longest, a follow-up no longer knows what it follows, and the conversation is where it was."""

HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="/own/style.css"><script src="/own/script.js"></script>'
)


def mount(
    server: Any,
    library: Any,
    ask_in_steps: Any,
    add_paths: Any,
    kept: Conversations,
    data: Path,
    about: dict[str, str],
    access: Access,
    trail: Trail,
    evaluating: Evaluating | None = None,
) -> None:
    """The pages at "/" of a FastAPI server."""
    pages = layout(library, ask_in_steps, add_paths, kept, data, about, access, trail, evaluating)
    pages.queue(max_size=WAITING, api_open=False)
    pages.state_session_capacity = OPENED
    gr.mount_gradio_app(
        server,
        pages,
        path="",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size="300mb",
        blocked_paths=[str(path) for path in data.iterdir() if path.name != "uploads"],
        theme=theme(),
        head=HEAD,
    )
    # Mounted as here, Gradio 6.31 thinks itself not launched yet, and would then take any file of
    # this machine that a browser names for one that was uploaded.
    pages.has_launched = True
    server.add_middleware(Limits, whose=person_of, **queue_of(pages))


def layout(
    library: Any,
    ask_in_steps: Any,
    add_paths: Any,
    kept: Conversations,
    data: Path,
    about: dict[str, str],
    access: Access,
    trail: Trail,
    evaluating: Evaluating | None = None,
) -> gr.Blocks:
    """All pages; `ask_in_steps` is given each reader's view of the library."""
    with Pages(
        title=wording.TITLE,
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3600, 3600),
    ) as pages:
        head = html(masthead())

        with gr.Tabs(overflow_behavior="wrap", elem_id="pages"):
            with gr.Tab(wording.ASK, id="ask") as asking:
                ask_tab(
                    pages,
                    asking,
                    library,
                    ask_in_steps,
                    kept,
                    Judgements(data / JUDGEMENTS),
                )
            with gr.Tab(wording.MEETING_TAB, id="meetings") as meetings:
                meeting_tab(meetings, library)
            with gr.Tab(wording.PAPERS, id="papers"):
                papers_tab(pages, library, add_paths, data)
            with gr.Tab(ACCESS_TAB, id="access", visible=not access.required) as labelling:
                access_tab(labelling, library, trail)
            measuring = None
            if evaluating is not None:
                with gr.Tab(
                    evals_words.EVALS, id="evals", visible=not access.required
                ) as measuring:
                    evals_tab(measuring, evaluating, data / JUDGEMENTS, _may_measure)
            with gr.Tab(help_words.HELP, id="help"):
                help_tab(pages, library, about, evaluating.last if evaluating else None)

        def arrive(request: gr.Request) -> dict[Any, Any]:
            shown: dict[Any, Any] = {
                head: masthead(who_is_here(visitor_of(request).reader, access))
            }
            shown[labelling] = gr.update(visible=_may_measure(request))
            if measuring is not None:
                shown[measuring] = gr.update(visible=_may_measure(request))
            return shown

        if access.required:
            pages.load(
                arrive, None, [head, labelling, *([measuring] if measuring else [])], **QUIET
            )
    return pages


def _may_measure(request: gr.Request) -> bool:
    return visitor_of(request).reader.changes_papers


def masthead(who: str = "") -> str:
    """The head of every page; `who` is the reader's name and the way out."""
    return (
        f'<header class="masthead"><h1>{wording.TITLE}</h1><p>{wording.TAGLINE}</p>{who}</header>'
    )
