"""Small parts that the pages share: our HTML with its buttons, and events that stay quiet."""

from html import escape
from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""For every event: our own words say what is going on, and no event is a public endpoint."""

UNSEEN: Any = "hidden"
"""How what comes and goes starts: in the page and not seen. A part that is not in the page has to
be put there first, and what it is told meanwhile the framework can lose."""

NAMES = (
    "source", "ask", "open", "forget", "rename", "judge", "draft", "remove", "undo",
    "brief", "card", "confirm", "confirmfile", "relabel",
)  # fmt: skip
"""What a button in our HTML can ask for."""

PRESSED = f"""
const names = {list(NAMES)!r};
element.addEventListener('click', (event) => {{
  const button = event.target.closest('[data-do], [data-rename]');
  if (button && button.dataset.rename) {{
    const title = prompt(button.getAttribute('aria-label'), button.dataset.title);
    if (title) trigger('rename', {{id: button.dataset.rename, title: title}});
    return;
  }}
  if (button && !button.disabled && names.includes(button.dataset.do))
    trigger(button.dataset.do, {{...button.dataset}});
}});
"""
"""Our buttons inside rendered HTML tell their event by name, with their data."""


def html(value: str = "", *, shown: str = "", **given: Any) -> Any:
    """Our own HTML with live buttons, without the framework's styles for it.

    `shown` names a function of script.js to call when the value has changed.
    """
    watch = f"watch('value', () => boardPapers.{shown}(element));" if shown else ""
    return gr.HTML(value, apply_default_css=False, js_on_load=PRESSED + watch, **given)


def seen(now: bool) -> Any:
    """The change that shows a part which comes and goes, or takes it out of sight."""
    return gr.update(visible=now or UNSEEN)


def pressed(event: gr.EventData, name: str) -> str:
    """One value of the button that was pressed; "" when it has none, or it is no text."""
    value = event._data.get(name, "") if isinstance(event._data, dict) else ""
    return value if isinstance(value, str) else ""


def number(event: gr.EventData, name: str) -> int:
    """The same as a number; -1 when it is none."""
    value = pressed(event, name)
    return int(value) if value.isdecimal() and len(value) < 7 else -1


def sentence(words: str) -> str:
    """A sentence that says what is wrong, told to screen readers at once."""
    return f'<p class="sentence" role="alert">{escape(words)}</p>'
