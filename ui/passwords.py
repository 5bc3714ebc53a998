"""Passwords to hashes and back to yes or no; Argon2's home."""

import secrets
import threading
import unicodedata
from functools import cache

from corpus.errors import BoardPapersError

SHORTEST, LONGEST = 12, 256
"""Characters of a password; length is what makes one hard to guess."""

FEWEST_DIFFERENT = 5
"""Different characters in it: fewer is one key held down."""

AT_ONCE = threading.BoundedSemaphore(2)
"""Passwords being checked at one time: each takes 64 MB of memory."""


def hash_password(password: str, name: str = "") -> str:
    """Argon2id's hash of a password; raises BoardPapersError for one that is too easily guessed."""
    from argon2 import PasswordHasher

    password = unicodedata.normalize("NFC", password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise BoardPapersError(
            f"A password needs {SHORTEST} to {LONGEST} characters; this one has {len(password)}. "
            "A few words in a row are easy to keep in mind."
        )
    if len(set(password)) < FEWEST_DIFFERENT or (name and name.casefold() in password.casefold()):
        raise BoardPapersError(
            "This password is too easy to guess: it repeats itself or holds the name."
        )
    with AT_ONCE:
        return PasswordHasher().hash(password)


def is_password(hashed: str, password: str) -> bool:
    """Whether a hash is of this password; an empty hash takes as long and never is."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        with AT_ONCE:
            PasswordHasher().verify(
                hashed or _decoy(), unicodedata.normalize("NFC", password[: LONGEST + 1])
            )
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False
    return bool(hashed)


@cache
def _decoy() -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(secrets.token_urlsafe(24))
