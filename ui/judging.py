"""What readers think of answers, kept as cases for evaluation: one JSON object a line."""

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.papers import content_id
from ui.render import Exchange

JUDGEMENTS = "judgements.jsonl"
"""The file's name in the library's folder."""

VERDICTS = ("right", "wrong")

LONGEST = 4000
"""Characters of a correction that are kept."""


class Judgements:
    """A file of judgements beside the library; read by whoever keeps the evaluation's cases."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def keep(
        self, exchanges: Sequence[Exchange], turn: int, verdict: str, correction: str = ""
    ) -> bool:
        """Add one judgement of answer `turn` (from 0); False for a turn or verdict there is not."""
        if verdict not in VERDICTS or not 0 <= turn < len(exchanges):
            return False
        line = json.dumps(case(exchanges, turn, verdict, correction), ensure_ascii=False)
        with self._lock:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        return True


def case(exchanges: Sequence[Exchange], turn: int, verdict: str, correction: str) -> dict[str, Any]:
    """The judgement as an evaluation case, for a person to finish: what is expected, its kind."""
    exchange = exchanges[turn]
    answer = exchange.answer
    correction = correction.strip()[:LONGEST]
    return {
        "id": content_id(exchange.question, answer.text, verdict, correction),
        "question": exchange.question,
        "kind": "followup" if turn else "fact",
        "history": [item.question for item in exchanges[:turn]],
        "expect": [],
        "reject": [],
        "evidence": [
            {
                "doc": item.paper.document,
                "page": item.page or None,
                "quote": item.quote,
            }
            for item in answer.citations
        ],
        "verdict": verdict,
        "correction": correction,
        "answer": answer.text,
        "status": answer.status,
        "model": answer.model,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
