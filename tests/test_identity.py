"""What is read for a reader is read through their view: no page asks the library itself."""

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent / "ui"

PAGES = sorted([*UI.glob("*_tab.py"), UI / "server.py", UI / "app.py"])

READS = {
    "acronyms", "by_meaning", "by_words", "document_frequency", "documents", "near_words",
    "neighbours", "original", "page_file", "paper", "papers", "passage", "passages", "similarity",
    "size", "spelled",
}  # fmt: skip


def bare_reads(source: str) -> list[str]:
    """Reads of the library that a page or the server was given, in what it does for readers.

    A function that is given one of its own, a view by another name, may read that.
    """
    found = []
    for outer in ast.parse(source).body:
        if not isinstance(outer, ast.FunctionDef):
            continue
        takes = {argument.arg for argument in (*outer.args.args, *outer.args.kwonlyargs)}
        inner = [node for node in ast.walk(outer) if isinstance(node, ast.FunctionDef)][1:]
        if "library" not in takes or not inner:
            continue
        for node in ast.walk(outer):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in READS
                and isinstance(node.value, ast.Name)
                and node.value.id == "library"
            ):
                found.append(f"{outer.name}, line {node.lineno}: library.{node.attr}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_reads_for_a_reader_through_their_view(path):
    assert bare_reads(path.read_text("utf-8")) == []


def test_the_check_sees_what_it_is_meant_to_see():
    wrong = (
        "def tab(library):\n    def arrive(request):\n        return library.papers()\n"
        "def brief_of(meeting, library):\n    return library.papers()\n"
    )
    assert bare_reads(wrong) == ["tab, line 3: library.papers"]


def test_the_pages_are_where_they_are_looked_for():
    names = {path.name for path in PAGES}
    assert {"ask_tab.py", "meeting_tab.py", "papers_tab.py", "help_tab.py", "server.py"} <= names
