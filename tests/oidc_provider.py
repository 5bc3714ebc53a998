"""A small identity provider that speaks OpenID Connect on loopback, for the tests of signing in.

It knows its clients, checks redirect addresses and PKCE, gives each code once, and signs what
it says with a key of its own. `wrong` names one thing that it then does wrong.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "board-papers", "a-secret-of-the-tests-only-1234567890"


@dataclass
class Provider:
    """What it knows, and what it has been asked."""

    back: str
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1", "name": "Nell Provider"})
    wrong: str = ""
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    key: Any = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    )
    other: Any = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    )

    def about(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer + ("/other" if self.wrong == "issuer" else ""),
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, given: dict[str, str]) -> tuple[int, str]:
        """Where the browser is sent back to: this provider signs everybody in at once."""
        self.asked.append(given)
        if (
            given.get("client_id") != CLIENT
            or given.get("redirect_uri") != self.back
            or given.get("response_type") != "code"
            or given.get("code_challenge_method") != "S256"
            or "openid" not in given.get("scope", "").split()
        ):
            return 400, ""
        if self.wrong == "denied":
            return (
                302,
                f"{self.back}?{urlencode({'error': 'access_denied', 'state': given['state']})}",
            )
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        answer = {"code": code, "state": given["state"], "iss": self.issuer}
        if self.wrong == "iss":
            answer["iss"] = "https://elsewhere.example"
        return 302, f"{self.back}?{urlencode(answer)}"

    def token(self, form: dict[str, str], basic: str) -> tuple[int, dict[str, Any]]:
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        given = self.codes.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        if (
            basic != f"Basic {wanted}"
            or given is None
            or form.get("redirect_uri") != self.back
            or given["code_challenge"] != challenge
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.signed(given["nonce"]),
        }

    def signed(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce,
        } | self.person  # fmt: skip
        changed = {
            "nonce": {"nonce": "another"},
            "audience": {"aud": "somebody-else"},
            "audiences": {"aud": [CLIENT, "somebody-else"]},
            "azp": {"azp": "somebody-else"},
            "signer": {"iss": "https://elsewhere.example"},
            "expired": {"exp": now - 3600, "iat": now - 7200},
        }
        claims |= changed.get(self.wrong, {})
        if self.wrong == "nobody":
            del claims["sub"]
        if self.wrong == "unsigned":
            parts = [{"alg": "none"}, claims]
            return ".".join(_part(part) for part in parts) + "."
        if self.wrong == "secret":
            return str(jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET)))
        key = self.other if self.wrong == "key" else self.key
        return str(jwt.encode({"alg": "RS256", "kid": "one"}, claims, key))


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@contextmanager
def provided(back: str, **person: Any) -> Iterator[Provider]:
    """The provider, listening on a port of its own."""
    provider = Provider(back, {"sub": "u-1", "name": "Nell Provider"} | person)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            given = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._json(200, provider.about())
            elif parts.path == "/keys":
                self._json(200, {"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                status, where = provider.authorize(given)
                self.send_response(status)
                if where:
                    self.send_header("Location", where)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._json(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._json(*provider.token(form, self.headers.get("Authorization", "")))

        def _json(self, status: int, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
