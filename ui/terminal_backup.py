"""The commands that copy a library into one file and make it again from one."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.settings import read_settings

Data = Annotated[
    Path | None, typer.Option("--data", help="The library's folder (or set BOARD_PAPERS_DATA).")
]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup to make.")],
    data: Data = None,
) -> None:
    """Copy the whole library into one file, while it is in use."""
    from corpus.backup import back_up
    from ui.wording import plural

    copied = back_up(read_settings(data=data).data, file)
    for name in copied.missing:
        typer.echo(f"The original file {name} is missing from the library.", err=True)
    typer.echo(
        f"Backed up {plural(copied.documents, 'file')} ({copied.bytes / 1e6:.1f} MB) into {file}. "
        "It holds exempt papers too: keep it as you keep those."
    )


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Even where the library holds papers already.")
    ] = False,
    data: Data = None,
) -> None:
    """Make the library what it was when a backup was made."""
    from corpus.encoder import Encoder
    from corpus.library import Library
    from corpus.restore import restore as restore_library
    from ui.telling import progress_bar
    from ui.terminal_access import noted
    from ui.wording import plural

    settings = read_settings(data=data)
    copied = restore_library(file, settings.data, replace=replace)
    with (
        Library.open(
            settings.data, encoder=Encoder(settings.encoder), chroma_url=settings.chroma_url
        ) as library,
        progress_bar() as progress,
    ):
        library.embed_pending(progress)
    noted(data, "restored", documents=copied.documents)
    typer.echo(f"Restored {plural(copied.documents, 'file')} into {settings.data}.")
