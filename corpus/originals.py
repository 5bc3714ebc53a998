"""The files as they came, each kept under the SHA-256 of its bytes."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


class Originals:
    """A folder of the files that were added, written so that a crash leaves all or nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, sha256: str, name: str, content: bytes) -> str:
        """Store a file's bytes; returns the name it is kept under. Again is a no-op."""
        kept = sha256 + _extension(name)
        path = self.folder / kept
        if path.exists() and path.stat().st_size == len(content):
            return kept
        self.folder.mkdir(mode=0o700, exist_ok=True)
        temporary = self.folder / f"{kept}.{os.getpid()}.tmp"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(self.folder)
        return kept

    def path(self, kept: str) -> Path | None:
        """Where a kept file is; None when it is not there."""
        path = self.folder / kept
        return path if kept and path.is_file() else None

    def sound(self, kept: str, sha256: str) -> bool:
        """Whether a kept file is there and its bytes are those that were added."""
        path = self.path(kept)
        if path is None:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def strays(self, wanted: set[str]) -> Iterator[Path]:
        """Files that no document has, left by a crash or a removal cut short."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.name not in wanted:
                    yield path

    def forget(self, kept: str) -> None:
        """Delete a kept file; again is a no-op."""
        with suppress(FileNotFoundError):
            (self.folder / kept).unlink()
            sync_folder(self.folder)


def sync_folder(folder: Path) -> None:
    """Make a folder's own entries durable, where the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def delete(path: Path) -> None:
    """A file, or a folder with all that is in it; again is a no-op."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Make a folder durable with all that is in it."""
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            with open(Path(parent) / name, "rb") as file:
                os.fsync(file.fileno())
        sync_folder(Path(parent))


def _extension(name: str) -> str:
    found = re.fullmatch(r".*(\.[A-Za-z0-9]{1,8})", name)
    return found[1].lower() if found else ""
