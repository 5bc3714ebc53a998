"""What the learners share: cases of several libraries read, weights written with their origin."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from evals.cases import Case, read_cases

Array = NDArray[np.float64]
Row = TypeVar("Row")


def gathered(
    arguments: Sequence[str], gather: Callable[[Library, Sequence[Case]], list[Row]]
) -> tuple[list[Row], str]:
    """What `gather` makes of the cases of every DATA=CASES,CASES argument; the files' names.

    Raises what the library and the cases raise when they cannot be read.
    """
    rows: list[Row] = []
    sources: list[str] = []
    for folder, files in (argument.split("=", 1) for argument in arguments):
        with Library.open(Path(folder)) as library:
            for name in files.split(","):
                rows += gather(library, read_cases([Path(name)]))
                sources.append(Path(name).name)
    return rows, ", ".join(dict.fromkeys(sources))


def write_weights(path: Path, note: str, names: Sequence[str], **sets: Array) -> None:
    """Each set of weights by name, to three places, under a note of what they were learned from."""
    told = {
        key: {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}
        for key, values in sets.items()
    }
    path.write_text(json.dumps({"note": note, **told}, indent=1) + "\n", "utf-8")
