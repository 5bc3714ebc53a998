"""The pages for signing in and out: plain HTML that works without a script."""

import logging
from html import escape
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from corpus.errors import BoardPapersError
from corpus.readers import Reader
from ui import sign_in_words, wording
from ui.access import SESSION, Access
from ui.gate import cookie_line
from ui.identity import visitor_of
from ui.noting import say
from ui.sessions import LASTS

log = logging.getLogger(__name__)

LONGEST_FORM = 4096
"""Bytes of a name and a password."""


def signing_in(server: FastAPI, access: Access) -> None:
    """The routes; none of them does anything where there are no accounts."""

    @server.get("/sign-in")
    def page(request: Request) -> Response:
        if not access.sessions or visitor_of(request).reader.signed_in:
            return RedirectResponse("/", 303)
        return HTMLResponse(sign_in_page(access), headers=NOT_KEPT)

    @server.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        form = await _form(request)
        return await run_in_threadpool(_sign_in, access, request, form)

    @server.post("/sign-in/elsewhere")
    def elsewhere(request: Request) -> Response:
        browser = visitor_of(request).browser
        if not access.provider or not access.sessions or not browser:
            return RedirectResponse("/sign-in", 303)
        try:
            address, pending = access.provider.begin()
        except BoardPapersError as error:
            return _again(access, str(error), 502)
        access.sessions.wait_for(pending, browser)
        return HTMLResponse(onward_page(address), headers=NOT_KEPT)

    @server.get("/sign-in/back")
    def back(request: Request) -> Response:
        visitor = visitor_of(request)
        if not access.provider or not access.sessions:
            return RedirectResponse("/", 303)
        given = dict(request.query_params)
        pending = access.sessions.take(given.get("state", ""), visitor.browser)
        if pending is None:
            return _again(access, sign_in_words.SIGN_IN_AGAIN, 400)
        try:
            session = access.provider.finish(pending, given)
        except BoardPapersError as error:
            log.warning("Nobody was signed in: %s", error)
            say(request, "sign-in failed", at="provider")
            return _again(access, str(error), 403)
        signed = Reader(name=session.name, role=session.role, key=session.key)
        say(request, "signed in", signed, at="provider")
        return _signed_in(access, access.begin(session, visitor.session))

    @server.post("/sign-out")
    def sign_out(request: Request) -> Response:
        if access.sessions:
            access.sessions.end(visitor_of(request).session)
        say(request, "signed out")
        reply = RedirectResponse("/", 303)
        reply.headers.append("set-cookie", cookie_line(SESSION, "", 0, access.secure))
        reply.headers["Clear-Site-Data"] = '"cache"'
        return reply


NOT_KEPT = {"Cache-Control": "no-store"}


def _sign_in(access: Access, request: Request, form: dict[str, str]) -> Response:
    if not access.passwords or access.accounts is None:
        return RedirectResponse("/", 303)
    name, password = form.get("name", ""), form.get("password", "")
    try:
        account = access.accounts.check(name, password)
    except BoardPapersError as error:
        say(request, "sign-in failed", account=_known(access, name), why="too many tries")
        return _again(access, str(error), 429, name)
    if account is None:
        say(request, "sign-in failed", account=_known(access, name))
        return _again(access, sign_in_words.WRONG_PASSWORD, 401, name)
    say(request, "signed in", account.reader)
    return _signed_in(access, access.sign_in(account, visitor_of(request).session))


def _known(access: Access, name: str) -> str:
    """The key of the account that was tried; a name that is none may be a password."""
    account = access.accounts.named(name) if access.accounts else None
    return account.reader.key if account else ""


def _signed_in(access: Access, token: str) -> Response:
    reply = RedirectResponse("/", 303, headers=NOT_KEPT)
    reply.headers.append("set-cookie", cookie_line(SESSION, token, LASTS, access.secure))
    return reply


def _again(access: Access, sentence: str, status: int, name: str = "") -> Response:
    return HTMLResponse(sign_in_page(access, sentence, name), status, headers=NOT_KEPT)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, each once; none when it is too long or has too many."""
    body = bytearray()
    async for part in request.stream():
        body.extend(part)
        if len(body) > LONGEST_FORM:
            return {}
    try:
        found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def sign_in_page(access: Access, wrong: str = "", name: str = "") -> str:
    """The form, with what was wrong told first."""
    told = f'<p class="sentence" role="alert" id="wrong">{escape(wrong)}</p>' if wrong else ""
    about = ' aria-describedby="wrong"' if wrong else ""
    local = (
        '<form method="post" action="/sign-in">'
        f'<p><label for="name">{escape(sign_in_words.NAME)}</label>'
        f'<input id="name" name="name" value="{escape(name[:80])}" autocomplete="username" '
        f'autocapitalize="none" spellcheck="false" required{about}></p>'
        f'<p><label for="password">{escape(sign_in_words.PASSWORD)}</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" '
        f"required{about}></p>"
        f'<p><button type="submit" class="first">{escape(sign_in_words.SIGN_IN)}</button></p>'
        "</form>"
        if access.passwords
        else ""
    )
    other = (
        '<form method="post" action="/sign-in/elsewhere">'
        f'<p><button type="submit" class="{"second" if local else "first"}">'
        f"{escape(sign_in_words.SIGN_IN_ELSEWHERE)}</button></p></form>"
        if access.provider
        else ""
    )
    either = f'<p class="hint">{escape(sign_in_words.OR)}</p>' if local and other else ""
    return _page(
        sign_in_words.SIGN_IN,
        f"{told}<p>{escape(sign_in_words.WHY_SIGN_IN)}</p>{local}{either}{other}"
        f'<p><a href="/">{escape(sign_in_words.WITHOUT_SIGNING_IN)}</a></p>',
        wrong=bool(wrong),
    )


def onward_page(address: str) -> str:
    """A step on to the provider: a form may not be sent on to another site, a page may."""
    shown, words = escape(address), escape(sign_in_words.ONWARD_LINK)
    return _page(
        sign_in_words.ONWARD,
        f'<p><a class="button" href="{shown}" rel="noreferrer">{words}</a></p>',
        head=f'<meta http-equiv="refresh" content="0;url={shown}">',
    )


def _page(title: str, body: str, *, head: str = "", wrong: bool = False) -> str:
    error = f"{sign_in_words.ERROR_TITLE}: " if wrong else ""
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(f'{error}{title} – {wording.TITLE}')}</title>{head}"
        '<link rel="stylesheet" href="/own/sign-in.css"></head><body>'
        f'<header><p class="name"><a href="/">{escape(wording.TITLE)}</a></p>'
        f"<p>{escape(wording.TAGLINE)}</p></header>"
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def who_is_here(reader: Reader, access: Access) -> str:
    """For the head of the page: the reader's name and the way out, or the way in."""
    if not access.required:
        return ""
    if not reader.signed_in:
        way_in = f'<a class="button" href="/sign-in">{escape(sign_in_words.SIGN_IN)}</a>'
        return f'<div class="who">{way_in if access.sessions and not access.proxy else ""}</div>'
    role = sign_in_words.ROLES.get(reader.role, "")
    out = (
        '<form method="post" action="/sign-out">'
        f'<button type="submit" class="small">{escape(sign_in_words.SIGN_OUT)}</button></form>'
    )
    return (
        f'<div class="who"><p>{escape(reader.name)} <span class="role">{escape(role)}</span></p>'
        f"{'' if access.proxy else out}</div>"
    )
