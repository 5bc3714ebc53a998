"""`python -m ui` and the installed command `board-papers`."""

import os

from corpus.private import OWNER_ALONE
from ui.terminal import run


def main() -> None:
    """Run the command that was typed, and leave with 0, or with 1 and one sentence on stderr."""
    os.umask(OWNER_ALONE)
    raise SystemExit(run())


if __name__ == "__main__":
    main()
