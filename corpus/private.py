"""A data folder that is its owner's alone: exempt papers lie in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OWNER_ALONE = 0o077
"""As a umask: what is made from now on can be looked into by nobody else."""


def keep_private(folder: Path) -> int:
    """Take others' rights off a folder and all in it that is ours; how many had some.

    What another user owns is left as it is, and so is what a link leads to.
    """
    if os.name != "posix":
        return 0
    changed = 0
    for path in _all_in(folder):
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode) or status.st_uid != os.geteuid():
                continue
            if status.st_mode & OWNER_ALONE:
                path.chmod(stat.S_IMODE(status.st_mode) & ~OWNER_ALONE)
                changed += 1
    return changed


def _all_in(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(parent) / name
