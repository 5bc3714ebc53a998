"""`python -m ui` and the installed command `board-papers`."""

from ui.terminal import run


def main() -> None:
    """Run the command that was typed, and leave with 0, or with 1 and one sentence on stderr."""
    raise SystemExit(run())


if __name__ == "__main__":
    main()
