"""What our code never does: run what it reads, call home, or trust what a stranger packed."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "ingest", "assistant", "ui", "evals")
FILES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))

LIBRARIES = {
    *("pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"),
    *("langchain_core.load", "langchain.load", "langchain_core.prompts.loading"),
}
"""Unpack what they are given by running it, or make objects of any class that it names."""

CALLS = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "torch.load"),
    *("load_prompt", "gr.load", "gradio.load", "loads_langchain"),
}
FLAGS = {"trust_remote_code": False, "allow_pickle": False, "shell": False, "share": False}
"""Arguments that may be given with this value alone."""

TELLTALES = re.compile(
    r"posthog|sentry|segment\.(io|com)|mixpanel|google-analytics|googletagmanager|datadog|"
    r"smith\.langchain|huggingface\.co|api\.gradio|fonts\.g(oogleapis|static)|cdn\.|unpkg|jsdelivr",
    re.IGNORECASE,
)


def name_of(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return ""


def wrongs(tree):
    """What a program does of all this, as line and words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = {alias.name for alias in node.names} | {module}
            names |= {f"{module}.{alias.name}" for alias in node.names}
            for name in names & LIBRARIES:
                yield node.lineno, name
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if name in CALLS or name.split(".")[-1] == "load_prompt":
                yield node.lineno, name
            for given in node.keywords:
                if given.arg in FLAGS:
                    value = given.value
                    if not isinstance(value, ast.Constant) or value.value is not FLAGS[given.arg]:
                        yield node.lineno, f"{given.arg} of {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_ours_runs_what_it_reads(path):
    assert list(wrongs(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "program",
    [
        "import pickle",
        "from langchain_core.load import loads",
        "from langchain_core import load",
        "eval('1')",
        "np.load(file, allow_pickle=True)",
        "subprocess.run(line, shell=True)",
        "SentenceTransformer(x, trust_remote_code=wanted)",
        "chain.load_prompt(path)",
    ],
)
def test_each_of_these_would_be_found(program):
    assert list(wrongs(ast.parse(program)))


def test_no_file_of_ours_names_an_address_that_counts_or_serves_to_others():
    served = [path for path in (ROOT / "ui").iterdir() if path.suffix in (".js", ".css", ".toml")]
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in [*FILES, *served]
        for match in TELLTALES.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_telemetry_of_a_library_is_left_on():
    from ui.server import QUIET

    assert {QUIET[name] for name in QUIET if "TRACING" in name} == {"false"}
    assert QUIET["GRADIO_ANALYTICS_ENABLED"] == QUIET["ANONYMIZED_TELEMETRY"] == "False"
    assert QUIET["HF_HUB_OFFLINE"] == QUIET["DO_NOT_TRACK"] == "1"
    chroma = (ROOT / "corpus/vectors.py").read_text("utf-8")
    clients = len(re.findall(r"chromadb\.\w+Client\(", chroma))
    assert clients == chroma.count("Settings(anonymized_telemetry=False)") == 2
