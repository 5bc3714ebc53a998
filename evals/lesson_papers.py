"""The papers of evals/lessons as a library has them: Word files, and their questions as cases.

`python -m evals.lesson_papers FOLDER FILE…` makes libraries of some twenty papers each, those of
the files mixed as a council's own are, at `FOLDER/library-N`, and `FOLDER/cases-N.jsonl` of a part
of their questions, for `python -m evals.learn_confidence`. Rows that a lesson writes as "Roads:
Budget 214; Actual 198; …" under each other become a table with their columns again.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from corpus.library import Library
from evals.cases import Case, Source, line_of
from ingest.pipeline import add_paths

PAPERS = 20
"""Of one library."""

SHARE = 0.35
"""So many of the questions become cases."""

CELLS = 2
"""Of the cells that a question's answer names so many are expected."""

TELLING = 3
"""A cell of fewer letters and digits stands in an answer by chance, unless its column does too."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one paper under each other: the columns' names, and each row's name and cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, the cases and the libraries."""
    parser = argparse.ArgumentParser(prog="python -m evals.lesson_papers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    for number, (files, cases) in enumerate(made(given.folder, given.files)):
        lines = [line_of(case) for case in cases]
        (given.folder / f"cases-{number}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        with Library.open(given.folder / f"library-{number}") as library:
            add_paths(files, library)
        print(f"library-{number}: {len(files)} papers, {len(cases)} cases", flush=True)
    return 0


def made(folder: Path, files: Sequence[Path]) -> Iterator[tuple[list[Path], list[Case]]]:
    """For each library the Word files, written to the folder, and the cases."""
    rng = random.Random(11)
    named = [
        (f"{file.stem}{number:03}", json.loads(line))
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines())
    ]
    rng.shuffle(named)
    libraries = max(1, len(named) // PAPERS)
    for number in range(libraries):
        written, cases = [], []
        for name, paper in named[number::libraries]:
            path = folder / f"papers-{number}" / f"{name}.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
            rows = write_paper(paper, path)
            written.append(path)
            asked = [one for one in paper["questions"] if rng.random() < SHARE]
            found = [case_of(f"{name}-{n}", name, paper, rows, one) for n, one in enumerate(asked)]
            cases += [case for case in found if case]
        yield written, cases


def write_paper(paper: Mapping[str, Any], path: Path) -> dict[int, tuple[Table, int]]:
    """Write a lesson's paper; gives the passages that became rows, with their table and place."""
    from docx import Document

    word = Document()
    word.add_heading(paper["title"], 0)
    rows: dict[int, tuple[Table, int]] = {}
    first = 0
    for heading, run in groupby(paper["passages"], key=lambda one: one.get("h", "")):
        if heading:
            word.add_heading(heading, 1)
        texts = [one["text"] for one in run]
        at = 0
        while at < len(texts):
            table = table_of(texts[at:])
            if table is None:
                word.add_paragraph(texts[at])
                at += 1
                continue
            lines = [("", *table.columns), *((name, *cells) for name, cells in table.rows)]
            grid = word.add_table(len(lines), len(lines[0]), style="Table Grid")
            for row, line in zip(grid.rows, lines, strict=True):
                for cell, text in zip(row.cells, line, strict=True):
                    cell.text = text
            rows |= {first + at + n: (table, n) for n in range(len(table.rows))}
            at += len(table.rows)
        first += len(texts)
    word.save(str(path))
    return rows


def table_of(texts: Sequence[str]) -> Table | None:
    """The table that the first texts are the rows of; None where fewer than two are.

    A column's name is what its cells begin with in every row.
    """
    split: list[tuple[str, list[str]]] = []
    for text in texts:
        name, colon, rest = text.partition(": ")
        cells = rest.rstrip(".").split("; ")
        if not colon or len(cells) < 2 or (split and len(cells) != len(split[0][1])):
            break
        split.append((name, [cell.strip() for cell in cells]))
    while len(split) >= 2:
        columns = [_beginning([cells[n] for _, cells in split]) for n in range(len(split[0][1]))]
        if all(columns):
            return Table(
                tuple(columns),
                tuple(
                    (name, tuple(c[len(k) :].strip() for c, k in zip(cells, columns, strict=True)))
                    for name, cells in split
                ),
            )
        split.pop()
    return None


def _beginning(cells: Sequence[str]) -> str:
    """The words that all begin with, less one where nothing would be left of them."""
    words = [cell.split() for cell in cells]
    same = 0
    while all(len(own) > same for own in words) and all(
        one[same] == other[same] for one, other in pairwise(words)
    ):
        same += 1
    if all(len(own) == same for own in words):
        same -= 1
    return " ".join(words[0][:same])


def case_of(
    id: str,
    name: str,
    paper: Mapping[str, Any],
    rows: Mapping[int, tuple[Table, int]],
    asked: Mapping[str, Any],
) -> Case | None:
    """A question as a case; None where its answer is not word for word in its passage or row."""
    if not asked["gold"]:
        return Case(id, asked["q"], "unanswerable")
    gold, span = asked["gold"][0], asked.get("span", "")
    text = paper["passages"][gold]["text"]
    if gold not in rows:
        if not span or span not in text:
            return None
        return Case(id, asked["q"], "fact", (), ((span,),), (), (Source(name, quote=text),))
    table, place = rows[gold]
    label, cells = table.rows[place]
    told = [
        cell
        for column, cell in zip(table.columns, cells, strict=True)
        if cell and (f"{column} {cell}" in span or (len(cell) >= TELLING and cell in span))
    ]
    if not told:
        return None
    expected = ((label,), *((cell,) for cell in told[:CELLS]))
    return Case(id, asked["q"], "table", (), expected, (), (Source(name),))


if __name__ == "__main__":
    raise SystemExit(main())
