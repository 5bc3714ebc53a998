"""Search by words as if what a reader may not see were not there.

SQLite ranks by how rare a word is among all passages and how long these are. Among a reader's
own passages both differ, and the order of what is found would tell of the others. So this counts
again, by SQLite's own formula, over what the reader may see and nothing else.
"""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

K1, B = 1.2, 0.75
"""Of BM25, as SQLite has them."""

LEAST = 1e-6
"""What a word counts that is in more than half of the passages, as in SQLite."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The passages that a reader may see, by number, with how many words each has."""

    lengths: dict[int, int]
    mean: float
    """Words a passage, on average; 1 when there are none."""


def passages_seen(db: sqlite3.Connection, condition: str, values: Sequence[str]) -> Seen:
    """The passages (p) that meet an SQL condition."""
    rows = db.execute(
        "SELECT p.number, d.sz FROM passages p JOIN words_docsize d ON d.id = p.number "
        f"WHERE {condition}",
        list(values),
    )
    lengths = {number: sum(varints(sizes)) for number, sizes in rows}
    return Seen(lengths, sum(lengths.values()) / len(lengths) if lengths else 1.0)


def ranked(
    db: sqlite3.Connection, phrases: Sequence[Sequence[str]], seen: Seen, label_weight: float
) -> dict[int, float]:
    """Each passage seen that holds any of the phrases, with its score; in no order.

    A phrase is its terms, as the index knows them, in a row.
    """
    db.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'words', 'instance')")
    scores: dict[int, float] = defaultdict(float)
    for phrase in phrases:
        found: dict[int, float] = defaultdict(float)
        for number, column, count in _times(db, phrase):
            if number in seen.lengths:
                found[number] += count * (label_weight if column == "label" else 1.0)
        rarity = max(LEAST, math.log((len(seen.lengths) - len(found) + 0.5) / (len(found) + 0.5)))
        for number, times in found.items():
            length = seen.lengths[number] / seen.mean
            scores[number] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length))
    return scores


def _times(db: sqlite3.Connection, phrase: Sequence[str]) -> list[tuple[int, str, int]]:
    """How often a phrase stands in each column of each passage, whoever may see it."""
    joins = "".join(
        f" JOIN temp.held h{n} ON h{n}.term = ? AND h{n}.doc = h0.doc AND h{n}.col = h0.col "
        f"AND h{n}.offset = h0.offset + {n}"
        for n in range(1, len(phrase))
    )
    return db.execute(
        f"SELECT h0.doc, h0.col, count(*) FROM temp.held h0{joins} WHERE h0.term = ? "
        "GROUP BY h0.doc, h0.col",
        [*phrase[1:], phrase[0]],
    ).fetchall()


def varints(packed: bytes) -> list[int]:
    """Whole numbers as SQLite packs them: seven bits a byte, the high bit set on all but the last.

    Those of nine bytes, over 10^16, do not occur: they count words.
    """
    found, value = [], 0
    for byte in packed:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(value)
            value = 0
    return found
