"""The Help page: how to use it, what it is made of, and the accessibility statement."""

from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from ui import help_words
from ui.evals_page import last_run
from ui.evaluating import Run
from ui.identity import view_for
from ui.parts import QUIET, html
from ui.wording import plural


def help_tab(
    pages: gr.Blocks,
    library: Any,
    about: dict[str, str],
    last: Callable[[], Run | None] | None = None,
) -> None:
    """One page of text; what is held and measured is read anew with each visit.

    `last` gives the latest evaluation; without it the page has no line on it.
    """
    text = html(elem_classes="help")

    def read(request: gr.Request) -> str:
        documents = view_for(request, library).documents()
        papers = sum(len(item.papers) for item in documents)
        held = f"{plural(papers, 'paper')} in {plural(len(documents), 'file')}"
        facts = {**about, help_words.ABOUT_LIBRARY: held}
        if last is not None:
            facts[help_words.ABOUT_EVALUATION] = last_run(last())
        return help_page(facts)

    pages.load(read, None, text, **QUIET)


def help_page(about: dict[str, str]) -> str:
    """The page's HTML; `about` is what stands in its table, name by name."""
    sections = "".join(
        f"<h2>{escape(heading)}</h2>{''.join(f'<p>{escape(line)}</p>' for line in lines)}"
        for heading, lines in help_words.HELP_SECTIONS
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in about.items()
    )
    table = f'<table class="about"><caption>{escape(help_words.ABOUT)}</caption>{rows}</table>'
    return (
        f'<article class="help-page">{sections}<h2>{escape(help_words.ABOUT)}</h2>{table}</article>'
    )
