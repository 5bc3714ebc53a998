"""Passwords to hashes and back to yes or no; Argon2's home."""

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from corpus.errors import BoardPapersError

SHORTEST, LONGEST = 12, 256
"""Characters of a password; length is what makes one hard to guess."""

FEWEST_DIFFERENT = 5
"""Different characters in it: fewer is one key held down."""

AT_ONCE = threading.BoundedSemaphore(2)
"""Passwords being checked at one time: each takes 64 MB of memory."""

WAITING = threading.BoundedSemaphore(10)
"""Passwords being checked or waiting for it; more would take every thread of the server."""


class TooManySigningIn(BoardPapersError):
    """More passwords at one moment than can be checked."""

    def __init__(self) -> None:
        super().__init__(
            "Too many people are signing in at this moment. Try again in a few seconds."
        )


@contextmanager
def _in_turn() -> Iterator[None]:
    """Wait for one's turn to hash; raises TooManySigningIn when too many wait already."""
    if not WAITING.acquire(blocking=False):
        raise TooManySigningIn
    try:
        with AT_ONCE:
            yield
    finally:
        WAITING.release()


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
    with _in_turn():
        return PasswordHasher().hash(password)


def is_password(hashed: str, password: str) -> bool:
    """Whether a hash is of this password; an empty hash takes as long and never is.

    Raises TooManySigningIn.
    """
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        with _in_turn():
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
