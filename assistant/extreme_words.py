"""The words that say what comes first, what has moved, and what is over its budget."""

import re

MONEY = r"dearest|priciest|costliest|(?:most )?expensive|cost\w*|spend\w*|cheapest|price\w*|pay\w*"

LONG = r"longest|slowest|shortest|quickest|fastest"

MOST = (
    r"most|highest|biggest|largest|greatest|longest|busiest|heaviest|commonest|dearest|priciest|"
    r"costliest|fullest|slowest|furthest|fattest|heftiest|hardest|mostly|oldest|deepest|tops|top(?=\s+(?:of|for|with|at|in|on|the)\b)"
)

LEAST = (
    r"least|lowest|fewest|smallest|shortest|quietest|lightest|rarest|cheapest|emptiest|quickest|"
    r"youngest|tightest|tiniest|thinnest|slimmest|hardly (?:any|ever)"
)

EXTREME = re.compile(rf"\b(?:(?P<most>{MOST})|(?P<least>{LEAST}))\b", re.I)

JUDGED = re.compile(r"\b(?:best|strongest|worst|weakest|poorest|bottom)\b", re.I)

NO_EXTREME = re.compile(
    r"\b(?:at (?:most|least)|most (?:recent|likely|vulnerable|important)|"
    r"(?<!the )(?<!do )(?<!does )(?<!is )(?<!are )most of|(?<!the )most people|"
    r"(?:against|versus|vs)\b.*\bwhich|(?:most|least) deprived|least likely|top[- ]?ups?|"
    r"variances?|how (?:many|much|long) more)\b",
    re.I,
)
"""What sets nothing against others, or has no one way up."""

OVER_BUDGET = re.compile(
    r"\b(?:over[- ]?sp\w+|over[- ]budget|in the red|"
    r"(?:bust|blow|blew)\w* (?:\S+ ){0,3}?(?:budget|plan)|"
    r"(?:go|goes|going|gone|went|furthest|farthest|most|worst|million|%|[\d.]+[km]?|[gq]rand|quid) "
    r"over(?!\s+\w+s\b)|"
    r"over (?:(?:its|their|our|the|full-year) )*(?:budget|plan)|"
    r"(?:worst|bad\w*|worse)\b.{0,40}\b(?:budget|spending))\b",
    re.I,
)
UNDER_BUDGET = re.compile(
    r"\b(?:under[- ]?sp\w+|under[- ]budget|in the black|"
    r"(?:furthest|farthest|most|come in|coming in|comes in|well) under|"
    r"under (?:(?:its|their|our|the|full-year) )*(?:budget|plan)|"
    r"best\b.{0,40}\b(?:budget|spending))\b",
    re.I,
)
"""What is asked of the variances of a budget."""

LACKS = r"deficits?|shortfalls?|shortages?|gaps?"

SHORT_OF = re.compile(r"\b(?:short of|run(?:ning)? out of)\b", re.I)

SHORT = re.compile(
    rf"\b(?:{MOST}|{LEAST}|worst)\s+(?:\w+\s+)?(?:{LACKS})\b|{SHORT_OF.pattern}", re.I
)

OF_THEM = re.compile(r"\b(?:them|those|these|it)\b", re.I)
"""What was asked of before."""

RISE = re.compile(
    r"\b(?:gone up|go(?:es)? up|went up|came up|going up|shot up|bumped up|hiked|"
    r"grow|grows|grown|growing|grew|growth (?:in|of|since)|pick(?:ed)? up (?:the )?most|"
    r"leap\w*|boost\w*|added|widen\w*|risen|rise|rising|increas\w+|gain|gained|gaining|"
    r"risks?\b.{0,30}\b(?:got|getting|become) worse|"
    r"scores?\b.{0,60}\b(?:got|getting) better|climb\w*|jump\w*|"
    r"(?:got|getting|gets|become|becoming) (?:\w+ )?(?:longer|bigger|higher|dearer|busier|larger|"
    r"slower|more expensive))\b",
    re.I,
)

FALL = re.compile(
    r"\b(?:gone down|go(?:es)? down|went down|came down|come down|going down|fallen|fell|"
    r"(?:biggest|largest|steepest|sharpest|greatest) falls?|falls? (?:the )?(?:most|in|by|since)|"
    r"falling (?!rolls)|drop\w*|decreas\w+|cut (?:its|their|back|since)|down by|slipp\w+|dip\w*|"
    r"shed|slashed|trimmed|backwards?|shrunk|shrink\w*|lose|loses|losing|lost|"
    r"(?:got|getting|gets|become|becoming) (?:\w+ )?(?:shorter|smaller|lower|cheaper|quieter|"
    r"fewer))\b",
    re.I,
)

_ASIDE = r"\b.{0,60}?\b(?:than (?!any)(?!all)(?!the others?)(?!£?\d)(?!an?\s\w+$)|since)"

MORE_THAN = re.compile(
    rf"\b(?:more|higher|longer|bigger|larger|busier|dearer|slower){_ASIDE}", re.I
)
LESS_THAN = re.compile(
    rf"\b(?:fewer|less|lower|shorter|smaller|quieter|cheaper|quicker|faster){_ASIDE}", re.I
)
"""What has moved from one time to another: "fewer than last year"."""

WORSE = re.compile(
    r"\b(?:got|getting|gets|become|becoming|gone|going|are|is|doing) (?:\w+ )?(?:worse|better)\b"
    r"|\b(?:worsened|worsening|deteriorat\w+|improv(?:ed|ing))\b|\bthe wrong way\b",
    re.I,
)
"""A change that the column says the direction of."""

BETTER = re.compile(r"\b(?:better|improv\w+)\b", re.I)

FASTEST = re.compile(
    r"\b(?:fast\w*|steep\w*|sharp\w*|by the most|the most|most|biggest|largest)\b", re.I
)
