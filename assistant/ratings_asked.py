"""Whether a question asks what is in a state, in which, and of what: "which savings are red?"."""

import re

from assistant.words import content_words, stem
from corpus.calendar import MONTH_WORDS

_UNMET = (
    r"(?:not|\w+n[’']t) (?:(?:going|due|likely|expected|yet|to|be|been|being|get|fully|at all)\s)*"
)

_MOVED = r"(?:gone|went|going|moved|moving|coming|come|been put)"
_HAVE = r"(?:have|has|had|been|are|were|got|gone|getting|become) (?:\w+ )?"

STATES = {
    "late": (
        r"overdue|(?:running |still |come |coming )?late|slipp(?:ed|ing)|delayed|put back|"
        r"behind (?:schedule|time|plan)",
        r"(?:.{0,24}\b)?(?:overdue|late|slipp(?:ed|ing)|delayed|put back|behind)\b.*",
    ),
    "red": (
        r"red|off[- ]?(?:track|target)|" + _UNMET + r"(?:met|achieved|on t\w+|do|done|deliver\w*|"
        r"started|begun|happen\w*|meet|hit|kept)|behind|miss(?:ed|ing)?|off course|broken|"
        r"fail(?:ing|ed|s)?(?: to \w+)?|below target|underperforming|stuck",
        r"red|r|x|✗|✘|no|off track|behind|not (?:yet )?(?:met|achieved|done|started|begun)|missed|"
        r"delayed|no (?:money|funding)|not started.*",
    ),
    "amber": (
        r"amber|at risk|uncertain|slipping",
        r"amber|a|u|\?|at risk|uncertain|slipping|some risk|partly met",
    ),
    "open": (
        r"outstanding|still (?:open|to do)|unfinished|not closed|in progress",
        r"(?:open|outstanding|in progress|partly|ongoing|under way|overdue)\b.*",
    ),
    "worse": (
        r"(?:getting|got|gone|become) worse|worsen\w+|deteriorat\w+",
        r"worse|worsening|deteriorating",
    ),
    "risen": (
        _MOVED + r" up|" + _HAVE + r"(?:risen|rising|increas(?:ed|ing)|higher)|up since",
        r"(?:up|increas\w+|higher|risen|rising)\b.*",
    ),
    "fallen": (
        _MOVED + r" down|" + _HAVE + r"(?:fallen|falling|reduc(?:ed|ing)|dropp(?:ed|ing)|"
        r"decreas(?:ed|ing)|lower)|down since",
        r"(?:down|decreas\w+|reduc\w+|lower|fallen|falling)\b.*",
    ),
    "level": (
        r"(?:stayed|staying|remain\w*|still|are|is) (?:the same|level|static)|unchanged|"
        r"(?:not|\w+n[’']t) (?:changed|moved)|no change",
        r"(?:same|no change|unchanged|stable|static|level)\b.*",
    ),
    "green": (
        r"green|on[- ]?(?:track|target)|achieved|met (?:its|their|the)? ?targets?",
        r"green|g|✓|✔|on track|met|achieved|on target",
    ),
    "best": (
        r"(?:rated|judged|graded|are|is|good or) outstanding|good or better|good or above",
        r"outstanding.*",
    ),
    "limited": (
        r"limited(?: or (?:no|worse|nil|below))?(?: assurance)?|"
        r"(?:bad|poor|no|weak|weakest|worst) (?:opinion|assurance)s?",
        r"(?:limited|none|no|nil|minimal|weak|unsatisfactory)(?: assurance)?\b.*",
    ),
    "good": (
        r"(?:rated|judged|graded|are|is|all) (?:at least )?good|"
        r"good or (?:better|above|outstanding)",
        r"good.*",
    ),
    "poor": (
        r"requir\w+ improvement|inadequate|(?:not|less than|below|worse than) good",
        r"requires improvement.*|inadequate.*|poor",
    ),
    "done": (
        r"(?:been|are|were|is|was|got) (?:all )?(?:done|completed?|finished|closed|delivered)",
        r"(?:done|completed?|closed|finished|yes|✓|✔)\b.*",
    ),
}
"""A state to how it is asked for, and how a cell begins that has it."""

MOVES = frozenset(("risen", "fallen", "level"))
"""States of a risk alone: of a measure that has gone up a table's figures tell."""

_BY_HOW_MUCH = re.compile(r"\b(?:most|biggest|largest|sharpest|fastest|by)\b", re.I)
"""What asks for the one that has moved most, and not for all that have."""

COLOUR = re.compile(r"\b(?:red|amber|green)\b", re.I)
"""A state that is asked for by its colour."""

COLOURED = re.compile(r"red|r|x|✗|✘|amber|a|u|\?|green|g|✓|✔|blue|b")
"""A cell that tells a state by its colour, or by a letter or sign for it."""

_ASKS = re.compile(
    r"^\W*(?:so |and |ok |please )?(?:list|show|any|are (?:any|there)|is there|give me|name)\b"
    r"|\bis any(?:thing| of)\b"
    r"|\b(?:which|what)\b",
    re.I,
)
_OF = re.compile(
    r"\b(?:measures?|indicators?|kpis?|pis?|targets?|objectives?|milestones?|actions?|risks?|"
    r"schemes?|savings?|projects?|commitments?|promises|pledges|priorities|recommendations?|areas|"
    r"ones|anything|things|services|audits?|reviews?|opinions?|rated|rating|action plan|"
    r"action log|bits|parts)\b",
    re.I,
)
_ALONE = re.compile(
    r"(?:^\W*|[:,–-]\s+)what(?:['’]s| is| are| was)? (?:currently |still |now |marked )?(?:rated )?"
    r"(?:red|amber|green|off|on|at risk|behind|overdue|late|stuck|outstanding|delayed|slipping)\b",
    re.I,
)
_SO = re.compile(
    r"\b(?:are|is|were|was|rated?|marked|shown|flagged|come|came|gone|going|turned|as|out)\s+"
    r"(?:\w+\s+){0,2}?(?<!in the )(?:red|amber|green|off[- ]track|at risk|overdue)\b",
    re.I,
)
"""What says of things of any kind that they are in a state."""

_GRADED = re.compile(r"\b(?:schools?|homes?|providers?|settings?|nurseries|colleges)\b", re.I)
_GRADES = ("best", "good", "poor")
"""What inspectors grade, and how."""

_EXPLAINS = re.compile(
    r"\b(?:mean|means|meaning|counts? as|colour|why|how (?:many|much)|totals?|altogether|"
    r"stand for|who|when|reasons?|(?:done|doing|happening) (?:about|to)|being done|be done)\b",
    re.I,
)
_ASKS_MORE = re.compile(r"(?<=\w\w\w\w)\s*(?:,|\band\b)\s*(?:who|when|why|how)\b.*$", re.I)
"""What is asked beside which: "and who is chasing them?"."""

RISKS = r"\brisks?\b"
"""What stands over the rows of a register of risks."""

_KINDS = (
    (r"milestones?", r"\bmilestones?\b"),
    (
        r"measures?|indicators?|k?pis?",
        r"\b(?:performance|measures?|indicators?|kpis?|scorecard)\b",
    ),
    (
        r"measures?|indicators?|k?pis?|targets?|objectives?|milestones?",
        r"\b(?:performance|measures?|indicators?|kpis?|targets?|objectives?|milestones?|scorecard)\b",
    ),
    (r"savings?", r"\bsavings?\b"),
    (r"risks?", RISKS),
    (r"actions?", r"\bactions?\b"),
    (r"projects?|schemes?", r"\b(?:projects?|schemes?|programmes?|capital)\b"),
)
"""How what is rated is called in a question, and over its rows, the surest first."""

_GENERIC = frozenset(
    map(
        stem,
        """measure indicator kpi pi target objective milestone saving risk action project scheme
        rate rating rag status red amber green track off behind miss uncertain slip achieve
        meet met fail below underperform list show give name current currently still now ones
        anything thing area quarter year one service performance kind any least being overdue late
        running delay delayed begun start started stuck outstanding open done complete completed
        finish finished close closed deliver delivered worse worsen mark marked latest newest book
        report paper papers scorecard dashboard first second third fourth last due between going
        yet put back schedule plan log happen hit money deteriorate bit part piece far gone
        get getting become came come out next finance bigger biggest big small main key only just
        rather good better outstanding require requires improvement inadequate ofsted grade graded
        judged own less than course fail keep kept flat broken bad poor limited opinion assurance
        borough council county city district programme came back since corporate strategic chase
        risen rising went increased moved higher fallen dropped reduced decreased lower down same
        level static unchanged changed score stayed up
        """.split(),
    )
)
TIME = re.compile(rf"\b(?:q[1-4]|[\d/]+|{MONTH_WORDS}|may)\b", re.I)


def states_asked(text: str) -> list[str]:
    """The states that a question asks a list of; none where it asks for something else.

    What is "not done" is not asked for as "done".
    """
    text = _ASKS_MORE.sub("", text)
    if _EXPLAINS.search(text):
        return []
    if _ASKS.search(text) and _GRADED.search(text):
        return [one for one in _GRADES if re.search(rf"\b(?:{STATES[one][0]})\b", text, re.I)]
    listed = _ASKS.search(text) and (_OF.search(text) or _SO.search(text))
    if not (listed or _ALONE.search(text)):
        return []
    found = []
    moves = re.search(RISKS, text, re.I) and not _BY_HOW_MUCH.search(text)
    for state, (asked, _) in STATES.items():
        if state in MOVES and not moves:
            continue
        if said := re.search(rf"\b(?:{asked})\b", text, re.I):
            found.append(state)
            text = text.replace(said[0], " ")
    return found


_NOT_THOSE = re.compile(r"\b(?:rather than|instead of|and not|but not|not just)\b.*", re.I)


def rated_of(text: str) -> tuple[set[str], list[str]]:
    """What is rated that a question asks for: the stems that tell what it is about, and patterns of
    what stands over such rows, the surest first."""
    about = {
        stem(word) for word in content_words(_NOT_THOSE.sub("", text)) if not TIME.fullmatch(word)
    }
    kinds = [over for named, over in _KINDS if re.search(rf"\b(?:{named})\b", text, re.I)]
    return about - _GENERIC, kinds
