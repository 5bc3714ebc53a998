"""A library made again from one backup file, under readers that go on reading."""

import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

from corpus.backup import CATALOGUE, FORMAT, MADE_AGAIN, MANIFEST, Copied, kept_in, sentences
from corpus.database import Database
from corpus.errors import LibraryDamaged, LibraryError
from corpus.labelling import all_decisions, carry_over
from corpus.locks import WriterLock
from corpus.originals import sync_folder, sync_tree
from corpus.replacing import digest_of, put_in_place, staging, stamp
from corpus.schema import APPLICATION, VERSION
from corpus.trail import FILE as TRAIL

ROOM = 20_000_000
"""Bytes that restoring leaves free."""


def restore(source: Path, data: Path, *, replace: bool = False) -> Copied:
    """Make the library in a folder what it was when the backup was made.

    A library that holds papers is left alone unless `replace`. Everything is
    unpacked and checked before anything is changed; killed at any moment, the
    library is the old one or the new one. Open it afterwards: that clears what
    belongs to neither. Raises LibraryError, LibraryDamaged, LibraryBusy.
    """
    source, data = Path(source), Path(data)
    with sentences(f"The backup {source} could not be restored"), _opened(source) as archive:
        files = _manifest(source, archive)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with WriterLock(data).held():
            if not replace and _holds_papers(data):
                raise LibraryError(
                    f"The library in {data} holds papers already. Give --replace to put the "
                    "backup in their place, or another folder with --data."
                )
            need = sum(archive.getinfo(name).file_size for name in files)
            if shutil.disk_usage(data).free < need + ROOM:
                raise LibraryError(
                    f"Restoring {source} needs {need // 1_000_000 + 20} MB on the disk of {data}, "
                    "and there is less. Free some space and try again."
                )
            with staging(data) as staged:
                _unpack(source, archive, files, staged)
                documents = _checked(source, staged / CATALOGUE)
                sync_tree(staged)
                _move(staged, data, files)
    return Copied(documents, need)


def _holds_papers(data: Path) -> bool:
    originals = data / "originals"
    if originals.is_dir() and any(originals.iterdir()):
        return True
    try:
        return (data / CATALOGUE).exists() and bool(kept_in(data / CATALOGUE))
    except sqlite3.Error:
        return (data / CATALOGUE).stat().st_size > 0  # damaged, but somebody's


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    if not source.is_file():
        raise LibraryError(f"There is no file {source}. Check the name and the folder.")
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise LibraryDamaged(
            f"{source} is no whole backup of board papers ({error}). Use another; "
            "nothing has been changed."
        ) from error


def _manifest(source: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """Each file of a backup and its SHA-256."""
    try:
        about = json.loads(archive.read(MANIFEST))
        newer = int(about["format"]) > FORMAT
        files = {str(name): str(digest) for name, digest in about["files"].items()}
        known = set(archive.namelist())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise LibraryDamaged(f"{source} is not a backup of board papers.") from error
    if newer:
        raise LibraryError(
            f"{source} was made by a newer version of this program. Install that to restore it."
        )
    odd = [name for name in files if not _inside(name) or name not in known]
    if odd or CATALOGUE not in files:
        raise LibraryDamaged(
            f"{source} is not a whole backup of board papers: {(odd or [CATALOGUE])[0]!r} "
            "is missing or out of its place. Nothing has been changed."
        )
    return files


def _inside(name: str) -> bool:
    """Whether a name stays in the folder that it is unpacked into."""
    path = PurePosixPath(name)
    return not (
        path.is_absolute()
        or ".." in path.parts
        or "\\" in name
        or ":" in name
        or "\0" in name
        or not path.parts
        or path.parts[0] in MADE_AGAIN
    )


def _unpack(source: Path, archive: zipfile.ZipFile, files: dict[str, str], staged: Path) -> None:
    for name, digest in files.items():
        path = staged / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, archive.open(name) as packed:
            shutil.copyfileobj(packed, file)
        if digest_of(path) != digest:
            raise LibraryDamaged(
                f"In the backup {source}, {name} is not what was backed up. "
                "Use another backup; nothing has been changed."
            )


def _checked(source: Path, catalogue: Path) -> int:
    """How many documents a catalogue holds. Raises LibraryError when it cannot be used here."""
    try:
        with closing(sqlite3.connect(catalogue)) as db:
            ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
            version = db.execute("PRAGMA user_version").fetchone()[0]
            sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
            documents: int = db.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.DatabaseError as error:
        ours, version, sound, documents = True, VERSION, str(error), 0
    if not ours or sound != "ok":
        raise LibraryDamaged(
            f"The catalogue in {source} was damaged when it was backed up ({sound}). "
            "Use an earlier backup; nothing has been changed."
        )
    if version > VERSION:
        raise LibraryError(
            f"{source} is of a newer version of this program (its format is {version}, and this "
            f"version knows {VERSION}). Restore it with that version."
        )
    if version < VERSION:
        Database(catalogue).close()  # brings it up to this version
    return documents


def _readable(database: Path) -> bool:
    """Whether a database is there and whole."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _keep_decisions(new: Path, old: Path) -> None:
    """What officers have decided since the backup was made holds for the papers in it too.

    A catalogue past reading has no decisions left to keep.
    """
    try:
        with closing(sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)) as live:
            labels, unlabelled = all_decisions(live)
    except sqlite3.DatabaseError:
        return
    with closing(sqlite3.connect(new, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        carry_over(labels, unlabelled, db)
        db.execute("COMMIT")


def _move(staged: Path, data: Path, files: dict[str, str]) -> None:
    """Original files, which nobody asks for yet; then the catalogue at once; then the rest."""
    _keep_decisions(staged / CATALOGUE, data / CATALOGUE)
    stamp(staged / CATALOGUE, data / CATALOGUE)
    for name in sorted(files, key=lambda name: (not name.startswith("originals/"), name)):
        place = data / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name == TRAIL and _readable(place):
            continue  # what was done since the backup was made stays written down
        if place.suffix == ".db":
            put_in_place(staged / name, place)
        else:
            os.replace(staged / name, place)
        sync_folder(place.parent)
