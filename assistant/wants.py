"""What kind of thing a question asks for: a figure, a name, a date, a decision, a list."""

import re

_WANTS = (
    (
        "compare",
        r"\b(up or down|above or below|over or under|ahead or behind|compar\w+|versus|vs?(?=\.?\s)|"
        r"differen\w+ between|higher|lower|more or less|gone (?:up|"
        r"down)|go(?:ne)? up|changed?|increase[ds]?|decrease[ds]?|risen|rise[ns]?|rose|"
        r"fall(?:en)?|fell|dropp?(?:ed)?|better or worse|worse or better|improv\w+|trend|against|"
        r"difference|gap|than|"
        r"(?:which|who)(?:['’]s)? [^?.]{0,80}\b(?:more|less|fewer|most|least|"
        r"\w{2,}er)\b[^?.]*\bor\b|"
        r"which (?:is|was|has|had|one) (?:the )?(?:bigger|higher|larger|more|"
        r"lower|smaller|better|worse)|(?:this|last) (?:yr|year|qtr|quarter|month) (?:and|&|or|"
        r"to|vs) (?:this|last|the (?:one|year|quarter) before)|year on year)\b",
    ),
    (
        "definition",
        r"\b(what (?:does|do|is|are) (?:an? |the )?\S+ (?:mean|stand for)|stands? for|"
        r"mean(?:ing)?(?: of)?\s*\??$|short for|definition|acronym|define|full name of|"
        r"abbreviation|what counts as|meant (?:by|to cover))\b|\bmeans?\b",
    ),
    (
        "decision",
        r"\b(recommend\w*|resol(?:ved?|ution)|decid\w+|decision\w*|agreed?|approv\w+|ask(?:s|ed|"
        r"ing)? (?:\w+ ){0,5}to|being asked|endorse\w*|vote[ds]?|outcomes? of|came? out of|"
        r"upshot|(?:have|has|need|needs|supposed|meant) to do|the ask|asks? of (?:us|members)|"
        r"sign(?:ed)? off|turn(?:ed)? down|go-?ahead|waved through|"
        r"(?:get|got|gets|go|goes|went|gone|come|came) through|thrown out|knocked back|rejected|"
        r"granted|(?:get|got|given) (?:permission|consent|the nod))\b",
    ),
    (
        "who",
        r"\b(who|whose|whom|which (?:officer|councillor|member|director|team|company|organisation|"
        r"provider)|name of the|reporting officer|author|contact|chair(?:s|ed|man)?)\b",
    ),
    (
        "when",
        r"\b(when|what date|which date|what time|how long|deadline|by what|start(?:s|ed)? on|"
        r"which (?:month|year|day))\b",
    ),
    (
        "money",
        r"(£|\b(cost\w*|spen[dt]\w*|budget\w*|overspen\w*|underspen\w*|fund(?:ing|ed|s)?|money|"
        r"price|pay(?:ment)?s?|paid|saving\w*|grant\w*|outturn|variance|forecast|worth|fee|income|"
        r"debt|reserve\w*)\b)",
    ),
    ("percent", r"(%|\b(percent\w*|per cent|proportion|share|what %)\b)"),
    (
        "number",
        r"\b(how many|number of|how much|total|count|figure|rate|how often|how few|how big|"
        r"how large|amount)\b",
    ),
    (
        "list",
        r"\b((?<!waiting )list|where are|who are|who were|who(?:'s|s| is| was)? on|"
        r"which (?!is\b|was\b)(?:\w+ ){0,3}\w{3,}s\b(?! is| was| has)|which (?:are|were)|"
        r"what (?:are|were) (?:the|its|their|our)|name (?:the|all|three|two|four|five)|"
        r"reasons|priorities|all the|themes|actions|key (?:points|risks|issues|drivers|"
        r"objectives))\b",
    ),
    ("where", r"\bwhere\b"),
    (
        "why",
        r"\b(why|reason(?:s)? (?:for|why)|how come|cause[ds]?|because of what|"
        r"what(?:['’]?s| is| has| was)? (?:gone wrong|behind|driving|pushing)|what went wrong)\b",
    ),
)
WANTS = tuple(name for name, _ in _WANTS)
"""Their names."""

FIGURES = frozenset(("money", "number", "percent"))
"""Those of them that a figure answers."""

_PATTERNS = tuple((name, re.compile(pattern, re.I)) for name, pattern in _WANTS)


def wants_of(text: str) -> frozenset[str]:
    """The kinds of thing that a question asks for, any number of them.

    Of compare, definition, decision, who, when, money, percent, number, list, where, why.
    """
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))
