"""Names in a sentence, and those of them that a text does not hold."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_TITLE = (
    r"(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev(?:erend)?"
    r"|Canon|Father|Sister|Judge|Alderman|Mx)\b\.?"
)
_CAPITAL = (
    r"[A-ZÀ-Ý](?:[a-zà-ÿ]+(?:[’'][A-Z]?[a-z]+)?|['’][A-Z][a-z]+|[a-zà-ÿ]+[A-Z][a-zà-ÿ]+|\.)"
    r"(?![A-Za-z])"
)
_NAME_WORD = rf"{_CAPITAL}(?:-[A-Za-z]+)*"
_RUN = re.compile(
    rf"(?<![\w&/-])(?:{_NAME_WORD})(?:\s(?:(?:de|van|von|der|la|Mc|O)\s)?{_NAME_WORD})*"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_SPEAKS = re.compile(
    r"\s(?:also\s)?(?:said|told|asked|moved|seconded|proposed|presented|chaired|chairs|leads|led|"
    r"resigned|explained|thanked|introduced|spoke|voted|declared|objected|abstained|replied)\b"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•]\s+|[“\"(]\s?|\n\s*[-•*]?\s*)$")

COMMON = frozenset(
    """a about across act action actions adult adults after agency agenda all also although an and
    annual any apologies appendix april area areas as assistant at august authorities authority
    average away because before behaviour below benefit between board both britain british budget
    budgets building but by cabinet capital care carer carers carried case cases centre chair
    chairman chairperson chairs charges chief child children childrens christmas church city cllr
    college combined commission commissioner committee committees community company compared
    competition consultation contract contracts corporate cost costs could council councillor
    councillors councils county court current data date december decision department deputy
    despite development director directorate directors district division during each early easter
    economy education eight either eleven employment england england's english environment
    equality estates european every executive expenditure families family february feedback final
    finance financial first five following for forecast forum foster fostering four framework
    friday from full fund funding funds further general governing government governors grant
    grants group groups had half has have he head heads health high his home homes hospital
    hospitals housing how however hub human i if impact improvement in income independent
    inspection inspectorate inspectors internal ireland irish is it item its january joint july
    june key lead leader leaders leadership learning leisure less library licensing line local
    looked made main maintenance majesty's major management manager managers many march may mayor
    meanwhile meeting member members mental minister ministry minutes monday monitoring more most
    mother much municipal national nearly neighbourhood new nhs nine no none north not note
    november number numbers nurse nursery objective objectives october of office officer officers
    officials ofsted on one online only open operations option options or other others our out
    outcomes over overall overspend own paper papers parent parents park parliament part partner
    partners partnership people per performance period permanent placement placements plan
    planning plans play police policy pool portfolio post premises president pressure pressures
    primary priority probation procurement programme programmes progress project projects provider
    providers provision public pupil pupils quarter quarterly recommendation recommendations
    regeneration regional registrar regulation report reports resolved resource resources review
    reviews right risk risks road royal safeguarding saturday savings scheme school schools
    scotland scottish scrutiny second secondary secretary section senior september service
    services settlement seven several she short similarly since six social some south special
    spend spending staff staffing standard standards state statement statutory strategic strategy
    street strengths such summary sunday supplies support supported survey sustainability target
    targets team teams ten that the their them there therefore these they third this those three
    through thursday thus timeliness to total town transport treasurer treasury trust tuesday two
    uk under underspend unit united university until up upon use vacancies vice wales ward wards
    was we wednesday welfare welsh were west what when where which while who whole why will with
    within work workforce working works would year years yes yet young youth""".split()
)
"""Words that stand with a capital in council papers without being anybody's name."""


@lru_cache(maxsize=20_000)
def names_in(sentence: str) -> tuple[tuple[str, ...], ...]:
    """The runs of capitalised words that may name somebody, each as its words, titles left out.

    The first word of a sentence counts only where another capital or a title goes with it,
    or it does what only people do: said, moved, resigned.
    """
    return tuple(_names(sentence))


def _names(sentence: str) -> Iterator[tuple[str, ...]]:
    for match in _RUN.finditer(sentence):
        words = match[0].split()
        starts = bool(_SENTENCE_START.search(sentence[: match.start()]))
        titled = False
        while words and re.fullmatch(_TITLE, words[0]):
            words, titled = words[1:], True
        if starts and not titled and words and _begins_only(words, sentence[match.end() :]):
            words = words[1:]
        if words:
            yield tuple(words)


def _begins_only(words: Sequence[str], after: str) -> bool:
    """Whether the first word has its capital from the sentence and not from being a name."""
    if _plain(words[0]) in COMMON:
        return True
    return len(words) == 1 and not _SPEAKS.match(after)


def strangers(sentence: str, texts: Sequence[str]) -> list[str]:
    """The names in a sentence that none of the texts holds as they stand.

    A surname alone, initials for first names and titles may differ; two words
    that stand apart in the text make no name together.
    """
    found = []
    for name in names_in(sentence):
        for part in _split(name):
            if not any(_held(part, text) for text in texts):
                found.append(" ".join(part))
    return list(dict.fromkeys(found))


def _split(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The parts of a run between common words: a post before or after a name is not part of it."""
    part: list[str] = []
    for word in name:
        if _plain(word) in COMMON:
            if part:
                yield tuple(part)
            part = []
        else:
            part.append(word)
    if part:
        yield tuple(part)


def _held(name: tuple[str, ...], text: str) -> bool:
    words = _words(text)
    wanted = [_plain(word) for word in name]
    if len(wanted) == 1:
        return any(_same(wanted[0], word) for word in words) or _stands_for(wanted[0], text)
    for at in range(len(words) - len(wanted) + 1):
        if all(_same(one, words[at + place]) for place, one in enumerate(wanted)):
            return True
    return _first_and_last(wanted, words) or _initials(name, text)


def _first_and_last(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """A middle name or initial may be left out on either side: "J. Smith", "Jane A. Smith"."""
    first, last = wanted[0], wanted[-1]
    for at, word in enumerate(words):
        if not _same(last, word):
            continue
        if any(
            _same(first, other) or (first[0] == other[0] and 1 in (len(first), len(other)))
            for other in words[max(0, at - 2) : at]
        ):
            return True
    return False


def _initials(name: tuple[str, ...], text: str) -> bool:
    """An expansion of an acronym that the text uses."""
    short = "".join(word[0] for word in name)
    return len(short) > 2 and bool(re.search(rf"\b{re.escape(short)}s?\b", text))


def _stands_for(word: str, text: str) -> bool:
    return len(word) > 3 and bool(re.search(rf"(?<![\w-]){re.escape(word)}", text, re.I))


def _same(one: str, other: str) -> bool:
    return one == other or one == f"{other}s" or other == f"{one}s"


def _plain(word: str) -> str:
    folded = word.lower().replace("’", "'").strip(".'")
    return folded.removesuffix("'s").removesuffix("s'")


@lru_cache(maxsize=5_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(text))
