"""How readers are known on this server: nobody asked, accounts, a provider, or a trusted proxy."""

import ipaddress
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from corpus.errors import BadSetting, BoardPapersError
from corpus.readers import ADMINISTRATOR, THE_ONE_READER, Reader, reader_of
from corpus.settings import Settings
from ui.accounts import Account, Accounts
from ui.identity import Visitor
from ui.sessions import Session, Sessions

if TYPE_CHECKING:
    from ui.provider import Provider

log = logging.getLogger(__name__)

SESSION = "board_papers_session"
"""The cookie that says who is signed in."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy in front that signs people in itself, and says in a header who they are."""

    header: str
    """Its name, lower case."""

    addresses: tuple[Network, ...]
    """Where the proxy's requests come from; from nowhere else is the header believed."""

    def trusts(self, address: str) -> bool:
        """Whether a request from this address is the proxy's."""
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self.addresses)


@dataclass(frozen=True, slots=True)
class Access:
    """What of it is set up."""

    sessions: Sessions | None = None
    accounts: Accounts | None = None
    provider: "Provider | None" = None
    proxy: Proxy | None = None
    public_url: str = ""
    """Where readers reach this server; "" for the address that it listens on."""

    @property
    def required(self) -> bool:
        """Whether readers are told apart; False where the one reader sees everything."""
        return bool(self.accounts or self.provider or self.proxy)

    @property
    def secure(self) -> bool:
        """Whether readers come over TLS, so that cookies may be kept to it."""
        return self.public_url.startswith("https://")

    @property
    def passwords(self) -> bool:
        """Whether one may sign in with a name and a password here."""
        return self.accounts is not None and self.proxy is None

    def knows(
        self, headers: Headers, cookies: dict[str, str], address: str, browser: str
    ) -> Visitor | None:
        """Whose request it is; None when it claims to come from a proxy and does not."""
        if not self.required:
            return Visitor(THE_ONE_READER, browser)
        if self.proxy is not None:
            return self._vouched_for(self.proxy, headers, address, browser)
        token = cookies.get(SESSION, "")
        session = self.sessions.find(token) if self.sessions and token else None
        reader = self._reader(session) if session else None
        if reader is None:
            return Visitor(browser=browser)
        return Visitor(reader, browser, token)

    def _reader(self, session: Session) -> Reader | None:
        """A local account as it is now; a provider's as it said at the time."""
        if session.key.startswith("local:"):
            account = self.accounts.of_key(session.key) if self.accounts else None
            same = account is not None and account.stamp == session.stamp
            return account.reader if account and same else None
        if self.provider is None or not session.key.startswith(f"{self.provider.issuer}#"):
            return None
        return reader_of(session.role, session.bodies, name=session.name, key=session.key)

    def _vouched_for(
        self, proxy: Proxy, headers: Headers, address: str, browser: str
    ) -> Visitor | None:
        """Whom the proxy names; None for anybody else who sends the header, however spelled."""
        alike = [name for name, _ in headers.items() if name.replace("_", "-") == proxy.header]
        if not alike:
            return Visitor(browser=browser)
        if not proxy.trusts(address) or alike != [proxy.header]:
            log.warning("A request from %s said whom it was from and was not believed", address)
            return None
        account = self.accounts.named(headers[proxy.header]) if self.accounts else None
        return Visitor(account.reader if account else Reader(), browser)

    def sign_in(self, account: Account, old: str = "") -> str:
        """A new session for a local account; an old one of the same browser ends."""
        session = Session(
            account.reader.key, account.stamp, account.name, account.role, account.bodies
        )
        return self.begin(session, old)

    def begin(self, session: Session, old: str = "") -> str:
        """The token of a new session; the old one ends."""
        if self.sessions is None:
            raise BoardPapersError("Nobody can sign in here: there are no accounts.")
        self.sessions.end(old)
        return self.sessions.begin(session)


NO_ACCOUNTS = Access()
"""A laptop: the one reader sees everything, and nobody else can reach it."""


def access_of(settings: Settings) -> Access:
    """What the settings ask for. Raises BadSetting for what could let somebody in by mistake."""
    accounts = Accounts(Path(settings.users).expanduser()) if settings.users else None
    proxy = _proxy(settings, accounts)
    provider = _provider(settings)
    if not (accounts or provider or proxy):
        return NO_ACCOUNTS
    if accounts and not provider:
        _refuse_without_administrator(accounts, settings.users, proxy is not None)
    return Access(
        Sessions(settings.data / "sessions.db"), accounts, provider, proxy,
        settings.public_url.rstrip("/"),
    )  # fmt: skip


def _refuse_without_administrator(accounts: Accounts, file: str, vouched: bool) -> None:
    able = [one for one in accounts.listed() if one.role == ADMINISTRATOR]
    if not any(one.can_sign_in or vouched for one in able):
        raise BadSetting(
            f"The accounts in {file} have no administrator who could sign in. Make one with "
            f"'board-papers users add NAME --role {ADMINISTRATOR}' first."
        )


def _proxy(settings: Settings, accounts: Accounts | None) -> Proxy | None:
    header = settings.proxy_header.strip().casefold()
    if not header:
        if settings.proxy_addresses.strip():
            raise BadSetting(
                "BOARD_PAPERS_PROXY_ADDRESSES is set and BOARD_PAPERS_PROXY_HEADER is not. "
                "Set both, or neither."
            )
        return None
    if not all(part.isascii() and part.isalnum() for part in header.split("-")):
        raise BadSetting(
            f"The header '{header}' is no name of one: letters, digits and hyphens, "
            "such as X-Forwarded-User."
        )
    if header in ("host", "cookie", "origin", "authorization", "user-agent"):
        raise BadSetting(f"The header '{header}' is one that any browser sends: choose another.")
    if not settings.proxy_addresses.strip():
        raise BadSetting(
            "Who somebody is cannot be taken from a header that anyone could send. List the "
            "proxy's own addresses in BOARD_PAPERS_PROXY_ADDRESSES, or unset "
            "BOARD_PAPERS_PROXY_HEADER."
        )
    if accounts is None:
        raise BadSetting(
            "A proxy says who somebody is, not what they may see. Name a file of accounts in "
            "BOARD_PAPERS_USERS as well."
        )
    return Proxy(header, _networks(settings.proxy_addresses))


def _networks(listed: str) -> tuple[Network, ...]:
    found: list[Network] = []
    for part in listed.replace(",", " ").split():
        try:
            network = ipaddress.ip_network(part)
        except ValueError as error:
            raise BadSetting(
                f"'{part}' in BOARD_PAPERS_PROXY_ADDRESSES is no address and no network ({error})."
            ) from error
        if network.prefixlen == 0:
            raise BadSetting(
                f"'{part}' in BOARD_PAPERS_PROXY_ADDRESSES is every address there is. "
                "List the proxy's own."
            )
        found.append(network)
    return tuple(found)


def _provider(settings: Settings) -> "Provider | None":
    if not settings.oidc_issuer:
        return None
    from ui.provider import Provider

    missing = [
        f"BOARD_PAPERS_{name.upper()}"
        for name in ("oidc_client", "oidc_secret", "public_url")
        if not getattr(settings, name)
    ]
    if missing:
        raise BadSetting(
            f"To sign in with {settings.oidc_issuer}, set {' and '.join(missing)} too."
        )
    for address in (settings.oidc_issuer, settings.public_url):
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
            raise BadSetting(f"The address {address} has to begin with https://.")
    return Provider(
        issuer=settings.oidc_issuer,
        client=settings.oidc_client,
        secret=settings.oidc_secret,
        back=f"{settings.public_url.rstrip('/')}/sign-in/back",
        scopes=settings.oidc_scopes,
        role_claim=settings.oidc_role_claim,
        body_claim=settings.oidc_body_claim,
        roles=_roles(settings.oidc_roles),
    )


def _roles(listed: str) -> dict[str, str]:
    """ "Councillors=member; Democratic Services=officer" as a table; raises BadSetting."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, listed.split(";"))):
        theirs, sign, ours = part.rpartition("=")
        if (
            not sign
            or not theirs.strip()
            or ours.strip() not in ("member", "officer", ADMINISTRATOR)
        ):
            raise BadSetting(
                f"'{part}' in BOARD_PAPERS_OIDC_ROLES is not written as VALUE=ROLE, where ROLE is "
                "member, officer or administrator."
            )
        found[theirs.strip()] = ours.strip()
    return found


def is_loopback(host: str | None) -> bool:
    """Whether an address can be reached from this machine alone."""
    if not host:
        return False
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def hosts_of(access: Access, host: str) -> Sequence[str]:
    """The host names that the server answers to; empty for any.

    Without accounts only this machine's own: a page elsewhere could else point a name of its
    own at this machine and read the papers through the reader's browser.
    """
    own = ["localhost", "127.0.0.1", "[::1]"]
    if not access.required:
        return [*own, f"[{host}]" if ":" in host else host]
    if access.public_url:
        name = urlsplit(access.public_url).hostname or ""
        return [*own, f"[{name}]" if ":" in name else name, host]
    return ()
