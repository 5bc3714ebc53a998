"""Who a request comes from, and the library as they may see it: read from the request here alone.

The gate finds out who it is before any other code runs, and leaves a visitor in the
request's scope. Nothing that a browser sends in a body says who it is.
"""

from dataclasses import dataclass
from typing import Any

from corpus.readers import THE_PUBLIC, Reader
from corpus.view import View

SCOPE_KEY = "board_papers.visitor"
"""Where in a request's scope the gate leaves the visitor."""

TOKEN = r"[A-Za-z0-9_-]{20,64}"
"""What a browser's token looks like; anything else in its cookie counts as none."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One request's reader, and what is theirs besides papers."""

    reader: Reader = THE_PUBLIC
    browser: str = ""
    """The browser's own token; "" for one that keeps no cookies."""

    session: str = ""
    """The token that was signed in with, for signing out; "" for none."""

    @property
    def owner(self) -> str:
        """Whom conversations, streams and limits belong to; "" when there is no telling.

        An account's begins with a sign that no browser's token can have.
        """
        return f"account:{self.reader.key}" if self.reader.signed_in else self.browser


NOBODY = Visitor()
"""A request that did not come through the gate: it may see what the public may."""


def visitor_of(request: Any) -> Visitor:
    """Who a request comes from: one of the web framework's, of FastAPI's, or an ASGI scope."""
    inner = getattr(request, "request", None) or request
    scope = inner if isinstance(inner, dict) else getattr(inner, "scope", None)
    found = scope.get(SCOPE_KEY) if isinstance(scope, dict) else None
    return found if isinstance(found, Visitor) else NOBODY


def view_for(request: Any, library: Any) -> View:
    """The library as the one who sent this request may see it."""
    return View(library, visitor_of(request).reader)
