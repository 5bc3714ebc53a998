"""One tree of errors, each a sentence for a person: what was found, and what to do.

BoardPapersError
├── UnreadablePaper        a file that cannot become a paper
│   ├── ScannedPaper       pages without text
│   ├── LockedPaper        a password is needed
│   └── UnknownFormat      not a kind of file that we read
├── LibraryError           the library cannot be opened or used
│   ├── LibraryBusy        another process is writing to it
│   ├── LibraryDamaged     its files do not agree or cannot be read
│   └── OtherEncoder       its vectors were made by another encoder
├── NoSuchPaper            a name that is not in the library
├── BadCases               a file of evaluation cases that cannot be used
├── BadSetting             a setting that cannot be used
└── ModelFailed            the language model gave no reply that can be used
"""

from pathlib import Path


class BoardPapersError(Exception):
    """Anything that a person can be told in one sentence."""


class UnreadablePaper(BoardPapersError):
    """A file that cannot become a paper."""


class ScannedPaper(UnreadablePaper):
    """A PDF with too little text to cite, most often a scan."""

    def __init__(self, name: str, *, pages: int, words: int) -> None:
        self.name, self.pages, self.words = name, pages, words
        super().__init__(
            f"{name} has {words} word{'' if words == 1 else 's'} on {pages} "
            f"page{'' if pages == 1 else 's'}, so it is probably a scan. "
            "Make it searchable first (ocrmypdf does this) and add the new file."
        )


class LockedPaper(UnreadablePaper):
    """A PDF that needs a password to open."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is locked with a password. Save a copy without one and add the copy."
        )


class UnknownFormat(UnreadablePaper):
    """A file that is none of the kinds we read."""

    def __init__(self, name: str, found: str) -> None:
        self.name, self.found = name, found
        super().__init__(
            f"{name} {found}. Board papers are read from PDF, Word (.docx), text (.txt) "
            "and Markdown (.md) files: save it as one of these and add that."
        )


class LibraryError(BoardPapersError):
    """The library cannot be opened or used."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""

    def __init__(self, folder: Path, pid: int) -> None:
        self.folder, self.pid = folder, pid
        holder = f"process {pid}" if pid else "another process"
        super().__init__(
            f"{holder} is adding to or changing the library in {folder}. "
            "Wait until it has finished, or stop it, and try again."
        )


class LibraryDamaged(LibraryError):
    """The library's files do not agree, or cannot be read."""


class OtherEncoder(LibraryError):
    """The library's vectors were made by another encoder."""

    def __init__(self, found: str, wanted: str) -> None:
        self.found, self.wanted = found, wanted
        super().__init__(
            f"The library's meanings were made with the encoder {found}, and {wanted} is set now. "
            "Set BOARD_PAPERS_ENCODER back, or run 'board-papers check --repair' "
            "to make them again."
        )


class NoSuchPaper(BoardPapersError):
    """A name that is not in the library."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"The library holds no paper or file called '{name}'. "
            "'board-papers papers' lists what it holds."
        )


class BadCases(BoardPapersError):
    """A file of evaluation cases or answers that cannot be used."""


class BadSetting(BoardPapersError):
    """A setting that cannot be used."""


class ModelFailed(BoardPapersError):
    """The language model gave no reply that can be used."""

    def __init__(self, kind: str, sentence: str) -> None:
        self.kind = kind
        """missing, key, unknown, unreachable, busy, slow, refused, empty, cut or broken."""

        super().__init__(sentence)
