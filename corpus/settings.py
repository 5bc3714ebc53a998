"""One frozen record of choices, read once from the environment and a TOML file."""

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import BadSetting

PREFIX = "BOARD_PAPERS_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that whoever runs the assistant may choose."""

    data: Path = Path()
    """The library's folder; by default the platform's user data folder, board-papers inside it."""

    model: str = "quoting"
    """Who writes answers: "quoting", or a LangChain model name such as "ollama:llama3.1"."""

    model_url: str = ""
    """Address of a model server of one's own; "" for the provider's."""

    encoder: str = ""
    """Folder or name of another sentence-transformers model; "" for the one that is shipped."""

    reranker: str = ""
    """Folder or name of a cross-encoder on this machine that orders the hits again; "" for none."""

    chroma_url: str = ""
    """Address of a Chroma server (http://127.0.0.1:8000); "" for the embedded index."""

    host: str = "127.0.0.1"
    port: int = 7860
    users: str = ""
    """File of local accounts (SQLite); "" for one reader who sees everything."""

    public_url: str = ""
    """Where readers reach the server, such as "https://papers.example.gov.uk", when a proxy with
    TLS stands in front; "" for the address that it listens on."""

    oidc_issuer: str = ""
    """Address of the identity provider (OpenID Connect) to sign in at; "" for none."""

    oidc_client: str = ""
    """The name that the provider knows this server by."""

    oidc_secret: str = ""
    """What proves it to the provider; better in the environment than in a file."""

    oidc_scopes: str = "openid profile"
    oidc_role_claim: str = "roles"
    """Where the provider says what somebody is; "realm_access.roles" for one inside another."""

    oidc_roles: str = ""
    """Its words for our roles, "Councillors=member; Democratic Services=officer"; "" where it
    says member, officer or administrator. Anybody else sees what the public see."""

    oidc_body_claim: str = ""
    """Where it says which boards and committees a member sits on; "" for nowhere."""

    proxy_header: str = ""
    """Header in which a trusted proxy says who has signed in to it, by the name of a local
    account; "" (believe no header) unless it removes that header from what browsers send."""

    proxy_addresses: str = ""
    """The proxy's own addresses or networks, with commas between; needed with proxy_header."""

    trail_questions: str = "public"
    """Whose text the trail keeps: "all" questions, those answered from "public" papers alone, or
    "none". Who asked, when, and which papers answered is kept always."""

    trail_days: int = 365
    """Days after which what is in the trail is dropped; 0 for never."""

    log_level: str = "warning"


def read_settings(**overrides: Any) -> Settings:
    """The environment over the file that BOARD_PAPERS_CONFIG names over the defaults.

    Values given here (from a command line) win over all. None means not given.
    Raises BadSetting for a value or a file that cannot be used.
    """
    chosen: dict[str, Any] = {}
    config = os.environ.get(f"{PREFIX}CONFIG", "")
    if config:
        chosen |= _from_file(Path(config))
    for field in fields(Settings):
        value = os.environ.get(PREFIX + field.name.upper())
        if value:
            chosen[field.name] = value
    chosen |= {name: value for name, value in overrides.items() if value is not None}
    return _checked(chosen)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(
            f"The settings file {path} cannot be read ({error}). Mend it or unset {PREFIX}CONFIG."
        ) from error
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(found) - known)
    if unknown:
        raise BadSetting(
            f"The settings file {path} has unknown settings: {', '.join(unknown)}. "
            f"Known ones are {', '.join(sorted(known))}."
        )
    return found


def _checked(chosen: dict[str, Any]) -> Settings:
    if "port" in chosen:
        try:
            chosen["port"] = int(chosen["port"])
        except ValueError as error:
            raise BadSetting(f"The port '{chosen['port']}' is not a number.") from error
        if not 0 <= chosen["port"] <= 65535:
            raise BadSetting(f"The port {chosen['port']} is not between 0 and 65535.")
    if "trail_days" in chosen:
        try:
            chosen["trail_days"] = int(chosen["trail_days"])
        except ValueError as error:
            raise BadSetting(
                f"BOARD_PAPERS_TRAIL_DAYS is '{chosen['trail_days']}', no number of days."
            ) from error
    chosen["data"] = Path(chosen["data"]).expanduser() if chosen.get("data") else _default_data()
    return replace(Settings(), **chosen)


def _default_data() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("board-papers", appauthor=False))
