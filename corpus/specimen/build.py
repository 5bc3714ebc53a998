"""Makes the specimen papers from their sources: python corpus/specimen/build.py [FOLDER]."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"


def build(folder: Path) -> dict[str, int]:
    """Write every paper into the folder; the pages of each file, 0 for one that has none.

    The same sources give the same bytes, whatever the day and the machine, with
    the version of reportlab that papers.toml names.
    """
    from corpus.specimen.source import read_source
    from corpus.specimen.typeset import typeset
    from corpus.specimen.word import write_word

    plans = tomllib.loads((SOURCES / "papers.toml").read_text("utf-8"))["paper"]
    pages = {}
    for plan in plans:
        text = "\n\n".join((SOURCES / part).read_text("utf-8") for part in plan["parts"])
        path = folder / plan["file"]
        if path.suffix == ".docx":
            write_word(read_source(text), path, plan)
            pages[path.name] = 0
        else:
            pages[path.name] = typeset(read_source(text), path, plan)
    return pages


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    made = build(target)
    for name, count in made.items():
        print(f"{name}: {count or 'no'} pages")
    print(f"{len(made)} papers, {sum(made.values())} PDF pages, in {target}")
