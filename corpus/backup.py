"""One file that holds a whole library, made while others read and write it."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import LibraryError
from corpus.near_words import FILE as NEAR_WORDS
from corpus.originals import sync_folder
from corpus.replacing import STAGING, digest_of

MANIFEST = "board-papers-backup.json"

FORMAT = 1
"""Of the backup; one with a higher number was made by a newer version of this program."""

CATALOGUE = "catalogue.db"

MADE_AGAIN = {"chroma", NEAR_WORDS, "incoming", "removed", "uploads", "writer.lock", "writer.pid"}
"""In a data folder, what can be made again from the rest, or is only passing through."""

TRIES = 5
"""A paper may be removed while its file is being copied; then everything is copied afresh."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What went into a backup, or came out of one."""

    documents: int
    bytes: int
    """Of the files, before they were packed."""

    missing: tuple[str, ...] = ()
    """Original files that the library should have and does not."""


class _Changed(Exception):
    """The library changed under the copying."""


def back_up(data: Path, target: Path) -> Copied:
    """Copy a library into one file, while others read and write it.

    The file is the owner's alone to read: it holds exempt papers too. Raises
    LibraryError when there is no library, the file exists, or the disk is full.
    """
    data, target = Path(data), Path(target)
    if not (data / CATALOGUE).is_file():
        raise LibraryError(f"There is no library in {data}, so there is nothing to back up.")
    if target.exists():
        raise LibraryError(f"{target} is there already. Choose another name, or delete it first.")
    if target.resolve().is_relative_to(data.resolve()):
        raise LibraryError(
            f"{target} is inside the library's own folder, and would be lost with it. "
            "Choose a place outside, best on another disk."
        )
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    with sentences(f"The backup {target} could not be written"):
        try:
            copied = _packed(data, partial)
            os.replace(partial, target)
            sync_folder(target.resolve().parent)
        finally:
            for path in (partial, _snapshot_of(partial)):
                path.unlink(missing_ok=True)
    return copied


def _packed(data: Path, partial: Path) -> Copied:
    for _ in range(TRIES):
        with suppress(_Changed):
            return _pack(data, partial)
    raise LibraryError(
        f"Papers are being removed from the library in {data} faster than it can be backed up. "
        "Try again when that is done."
    )


def _pack(data: Path, partial: Path) -> Copied:
    """Write the archive. Raises _Changed when a paper went while its file was to be copied."""
    files: dict[str, str] = {}
    size = 0
    snapshot = _snapshot_of(partial)
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with (
        os.fdopen(descriptor, "w+b") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):

        def take(path: Path, name: str) -> None:
            nonlocal size
            digest = digest_of(path)
            archive.write(path, name)
            size += path.stat().st_size
            files[name] = digest

        _copy_database(data / CATALOGUE, snapshot)
        take(snapshot, CATALOGUE)
        kept = kept_in(snapshot)
        missing = []
        for name in sorted(kept):
            try:
                take(data / "originals" / name, f"originals/{name}")
            except FileNotFoundError:
                if name not in kept_in(data / CATALOGUE):
                    raise _Changed from None
                missing.append(name)
        for path in sorted(_beside(data)):
            name = path.relative_to(data).as_posix()
            if path.suffix == ".db":
                _copy_database(path, snapshot)
                take(snapshot, name)
            else:
                take(path, name)
        about = {
            "format": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "documents": len(kept),
            "files": files,
        }
        archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False, indent=1))
    with partial.open("rb") as done:
        os.fsync(done.fileno())
    return Copied(len(kept), size, tuple(missing))


def _beside(data: Path) -> Iterator[Path]:
    """Files that belong to neither the catalogue nor the originals: conversations, accounts."""
    for path in data.rglob("*"):
        top = path.relative_to(data).parts[0]
        if (
            top in MADE_AGAIN
            or top in (CATALOGUE, "originals")
            or top.startswith((STAGING, "near-words"))
            or path.name.endswith(("-wal", "-shm", "-journal", ".tmp"))
            or path.is_symlink()
        ):
            continue
        if path.is_file():
            yield path


def _snapshot_of(partial: Path) -> Path:
    return partial.with_suffix(".db")


def _copy_database(path: Path, copy: Path) -> None:
    """All of a database as it is at one moment, whoever writes to it meanwhile."""
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    address = f"{path.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=30)) as live,
        closing(sqlite3.connect(copy)) as kept,
    ):
        live.backup(kept)
        kept.execute("PRAGMA journal_mode = DELETE")


def kept_in(catalogue: Path) -> set[str]:
    """The names that the originals of a catalogue's documents are kept under."""
    with closing(sqlite3.connect(f"{catalogue.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return {name for (name,) in db.execute("SELECT kept FROM documents") if name}


@contextmanager
def sentences(doing: str) -> Iterator[None]:
    """Turn what the system says into a sentence."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        why = getattr(error, "strerror", None) or error
        raise LibraryError(
            f"{doing} ({why}). Check that its disk has room and can be written to."
        ) from error
