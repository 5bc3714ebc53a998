"""Signing in at the council's own identity provider, by OpenID Connect; Authlib's home.

The code flow with state, nonce and PKCE. A reader is known by issuer and subject, never by
a name or an e-mail address, which can change hands.
"""

import secrets
from collections.abc import Mapping
from time import monotonic
from typing import Any

from corpus.errors import BoardPapersError
from corpus.readers import PUBLIC, ROLES
from ui.sessions import Pending, Session

SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
"""Ways of signing that need the provider's own key: neither "none" nor a shared secret."""

WAIT = 10
"""Seconds for one answer of the provider."""

FRESH = 600
"""Seconds that what the provider says of itself is believed, its keys included."""

LEEWAY = 60
"""Seconds that its clock and ours may differ."""


class ProviderFailed(BoardPapersError):
    """The provider did not answer as it should; nobody was signed in."""


class Provider:
    """One identity provider, as it was registered there."""

    def __init__(
        self,
        *,
        issuer: str,
        client: str,
        secret: str,
        back: str,
        scopes: str = "openid profile",
        role_claim: str = "roles",
        body_claim: str = "",
        roles: Mapping[str, str] | None = None,
    ) -> None:
        """`back` is our address that it sends people back to; `roles` its words for our roles."""
        self.issuer = issuer
        self._client, self._secret, self._back = client, secret, back
        self._scopes = scopes
        self._role_claim, self._body_claim = role_claim, body_claim
        self._roles = dict(roles or {})
        self._known: dict[str, Any] = {}
        self._known_at = 0.0
        self._keys: Any = None

    def begin(self) -> tuple[str, Pending]:
        """The provider's address to send a browser to, and what to remember meanwhile.

        Raises ProviderFailed when it cannot be reached.
        """
        nonce, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
        with self._session() as session:
            address, state = session.create_authorization_url(
                self._about()["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        return str(address), Pending(state, nonce, verifier)

    def finish(self, pending: Pending, given: Mapping[str, str]) -> Session:
        """Who came back with these parameters. Raises ProviderFailed for what does not hold."""
        if given.get("error"):
            raise ProviderFailed("The identity provider did not sign you in.")
        if given.get("iss", self.issuer) != self.issuer or not given.get("code"):
            raise ProviderFailed("What came back is not from the identity provider.")
        try:
            with self._session() as session:
                token = session.fetch_token(
                    self._about()["token_endpoint"],
                    code=given["code"],
                    code_verifier=pending.verifier,
                    timeout=WAIT,
                )
        except ProviderFailed:
            raise
        except Exception as error:
            raise ProviderFailed("The identity provider did not accept the sign-in.") from error
        return self._reader(self._claims(str(token.get("id_token", "")), pending.nonce))

    def _session(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        session = OAuth2Session(
            self._client,
            self._secret,
            scope=self._scopes,
            redirect_uri=self._back,
            code_challenge_method="S256",
        )
        session.max_redirects = 0
        return session

    def _about(self) -> dict[str, Any]:
        """What the provider says of itself, its keys with it."""
        if self._known and monotonic() - self._known_at < FRESH:
            return self._known
        import requests
        from joserfc.jwk import KeySet

        try:
            address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            about = requests.get(address, timeout=WAIT, allow_redirects=False).json()
            if about["issuer"] != self.issuer:
                raise ProviderFailed("The identity provider calls itself something else.")
            keys = requests.get(about["jwks_uri"], timeout=WAIT, allow_redirects=False).json()
            self._keys = KeySet.import_key_set(keys)
        except ProviderFailed:
            raise
        except Exception as error:
            raise ProviderFailed(
                "The identity provider cannot be reached. Try again in a few minutes."
            ) from error
        self._known, self._known_at = about, monotonic()
        return self._known

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """What a signed token says, once it is sure that it is the provider's, for us, and now."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self._client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = jwt.decode(token, self._keys, algorithms=SIGNED_WITH).claims
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            self._known_at = 0.0  # its keys may have changed: ask again next time
            raise ProviderFailed("What the identity provider signed does not hold.") from error
        audience = claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if (several or "azp" in claims) and claims.get("azp") != self._client:
            raise ProviderFailed("What the identity provider signed is for somebody else.")
        return dict(claims)

    def _reader(self, claims: Mapping[str, Any]) -> Session:
        theirs = _listed(claims, self._role_claim)
        ours = self._roles or {role: role for role in ROLES}
        held = [ours[word] for word in theirs if word in ours]
        role = max(held, key=ROLES.index, default=PUBLIC)
        name = next(
            (
                str(claims[claim])
                for claim in ("name", "preferred_username", "email")
                if claims.get(claim)
            ),
            "",
        )
        return Session(
            key=f"{self.issuer}#{claims['sub']}",
            name=" ".join(name.split())[:80],
            role=role,
            bodies=tuple(" ".join(one.split()) for one in _listed(claims, self._body_claim)),
        )


def _listed(claims: Mapping[str, Any], path: str) -> list[str]:
    """The words of a claim, "realm_access.roles" for one inside another; none for no claim."""
    found: Any = claims
    for name in filter(None, path.split(".")):
        found = found.get(name) if isinstance(found, Mapping) else None
    if found is claims:
        return []
    words = [found] if isinstance(found, str) else found
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
