"""What is kept beside the library, without the papers that the library no longer holds.

Conversations, judgements and evaluation runs quote papers. When a paper has gone, what quotes it
goes as well: the question with its answer, and the text of questions in the trail. Run after a
removal, at each start, and by 'board-papers check --repair'; again is a no-op.
"""

import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.answers import NOT_IN_PAPERS, Answer
from corpus.trail import Trail
from ui import wording
from ui.conversations import Conversations
from ui.judging import JUDGEMENTS
from ui.render import Exchange

log = logging.getLogger(__name__)

FORGOTTEN = "A question about a paper that has been removed"
"""Stands in the place of the question, which may hold words of the paper."""


def forget_gone(data: Path, library: Any, trail: Trail | None = None) -> int:
    """Blank everything that quotes a paper which is not held; how many things that were.

    What cannot be read or written is told in the log, and tried again the next time.
    """
    papers = library.papers()
    held, names = {paper.id for paper in papers}, {paper.document for paper in papers}
    gone = 0
    steps: tuple[Callable[[], int], ...] = (
        lambda: _conversations(data / "conversations.db", held, library),
        lambda: _judgements(data / JUDGEMENTS, names),
        lambda: _runs(data / "evals", names),
        lambda: (trail or Trail(data)).keep_words_of(held),
    )
    for step in steps:
        try:
            gone += step()
        except (OSError, ValueError, LookupError) as error:
            log.warning("Not everything that quotes a removed paper could be blanked: %s", error)
    return gone


def _conversations(file: Path, held: set[str], library: Any) -> int:
    if not file.exists():
        return 0
    known: dict[str, bool] = {}

    def there(passage: str) -> bool:
        if passage not in known:
            known[passage] = library.passage(passage) is not None
        return known[passage]

    def without(exchange: Exchange) -> Exchange:
        answer = exchange.answer
        rests_on = (*answer.citations, *answer.nearest)
        if all(item.paper.id in held and there(item.passage.id) for item in rests_on):
            return exchange
        return Exchange(FORGOTTEN, Answer(wording.NO_LONGER_SEEN, NOT_IN_PAPERS), "")

    return Conversations(file).rewrite(without)


def _judgements(file: Path, names: set[str]) -> int:
    """Judgements of answers that quote a paper which has gone are dropped, line and all."""
    return _rewritten(file, lambda record: None if _documents(record) - names else record)


def _runs(folder: Path, names: set[str]) -> int:
    """Answers of evaluation runs that quote one are blanked, and reports made of them dropped."""
    gone = 0
    for file in sorted(folder.rglob("*.jsonl")) if folder.is_dir() else ():
        blanked = _rewritten(
            file, lambda record: _blank(record) if _gone(record, names) else record
        )
        if blanked:
            for report in file.parent.glob("*.html"):
                report.unlink(missing_ok=True)
        gone += blanked
    return gone


def _gone(record: dict[str, Any], names: set[str]) -> bool:
    return bool(record.get("answer")) and "passages" in record and bool(_documents(record) - names)


def _blank(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: type(value)() if name in ("answer", "citations", "passages", "notes") else value
        for name, value in record.items()
        if name != "writing"
    }


def _documents(record: dict[str, Any]) -> set[str]:
    """The names of the files that a record quotes."""
    found: set[str] = set()
    for key, name in (("evidence", "doc"), ("citations", "document"), ("passages", "document")):
        for item in record.get(key) or ():
            if isinstance(item, dict) and isinstance(item.get(name), str):
                found.add(item[name])
    return found


def _rewritten(file: Path, change: Any) -> int:
    """A file of JSON lines with each record changed, or left out for None; how many were.

    The old file is overwritten in its place before it goes, as far as its disk does that.
    """
    if not file.is_file():
        return 0
    changed = 0

    def lines(old: Iterable[str]) -> Iterator[str]:
        nonlocal changed
        for line in old:
            try:
                record = json.loads(line)
            except ValueError:
                yield line
                continue
            new = change(record) if isinstance(record, dict) else record
            changed += new is not record
            if new is record:
                yield line
            elif new is not None:
                yield json.dumps(new, ensure_ascii=False) + "\n"

    with file.open(encoding="utf-8") as old:
        kept = list(lines(old))
    if changed:
        size = file.stat().st_size
        temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        descriptor = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as new_file:
            new_file.writelines(kept)
            new_file.flush()
            os.fsync(new_file.fileno())
        with file.open("r+b") as old_file:
            old_file.write(b"\0" * size)
            old_file.flush()
            os.fsync(old_file.fileno())
        os.replace(temporary, file)
    return changed
