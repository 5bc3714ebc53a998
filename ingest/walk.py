"""Where the reading of a paper stands: the open headings, the minute, the list."""

import re
from dataclasses import dataclass, field

from ingest.headings import CAPTION
from ingest.lines import Mark
from ingest.tables import LogicalTable
from ingest.turns import Stretch

DECISION_HEADING = re.compile(r"\b(RECOMMEND\w*|RESOLVED|RESOLUTION|DECISIONS?)\b", re.I)

_APPENDIX = re.compile(r"(?:appendix|annex)\b", re.I)
_BACKGROUND = re.compile(r"\bbackground (?:papers|documents)\b", re.I)


@dataclass(slots=True)
class Walk:
    """Where the reading stands: open headings, minute, list."""

    stack: list[tuple[float, str]] = field(default_factory=list)
    subjects: frozenset[str] = frozenset()
    """Paragraphs that open with their subject, in a paper that is written so."""

    minute: str = ""
    lead: str = ""
    led: Stretch | None = None
    leading: str = ""
    """The number of the paragraph that leads in, when it has one."""

    deciding: bool = False
    number: str = ""
    section: int = 0
    """The number of the last section that had one."""

    tables: tuple[LogicalTable, ...] = ()
    """Those of the last element that had tables."""

    objectives: dict[str, str] = field(default_factory=dict)
    """By its number, each objective that a table's row has named."""

    inner: int = 0
    """The number of the last part of that section, where parts are counted from 1 again."""

    bare: bool = False
    """Whether the last piece was a section's heading, so that nothing stands under it yet."""

    def open(self, level: float, text: str) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        self.stack.append((level, text))
        self.lead = self.leading = ""
        self.deciding = bool(DECISION_HEADING.search(text))

    def is_schedule_of_appendix(self, text: str) -> bool:
        """Whether a schedule stands inside an appendix, whose exemption is then its own too."""
        inside = any(_APPENDIX.match(name) for level, name in self.stack if level == 1)
        return inside and text.lower().startswith("schedule")

    def leave_background(self) -> None:
        """A report ends with its background papers; what is joined to it has its own names."""
        for index, (_, text) in enumerate(self.stack):
            if _BACKGROUND.search(text):
                del self.stack[index:]
                return

    @property
    def sections(self) -> tuple[int, ...]:
        """The numbers that a section or a part of one can follow."""
        return (self.section, self.inner) if self.inner else (self.section,)

    def counts_within(self, found: Mark) -> bool:
        """Whether a section is a part of the last one: "1. Fees" right under "5. Decisions" and
        the 2. and 3. behind it, up to 6."""
        number = int(found.number.split(".")[0])
        under = bool(self.stack) and self.bare and number == 1 and self.section > 1
        goes_on = self.inner and number == self.inner + 1 and number != self.section + 1
        if under or goes_on:
            self.inner = number
            return True
        self.section, self.inner = number, 0
        return False

    def nest(self, level: int, first: str) -> None:
        """Two headings of one level, the first with nothing else under it: one in the other."""
        text = self.stack[-1][1]
        self.stack[-1:] = [(level, first), (level + 0.5, text)]

    def close_caption(self, caption: str) -> None:
        """A caption heads its table and not the text behind the table."""
        if self.stack and self.stack[-1] == (CAPTION, caption):
            self.stack.pop()

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)
