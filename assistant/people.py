"""Names in a sentence, and those of them that a text does not hold."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_TITLE = (
    r"(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev(?:erend)?"
    r"|Canon|Father|Sister|Judge|Alderman|Mx)\b\.?"
)
_CAPITAL = r"[A-ZÀ-Ý](?:[a-zà-ÿ]+(?:[’'][A-Z]?[a-z]+)?|['’][A-Z][a-z]+|[a-zà-ÿ]*[A-Z][a-zà-ÿ]+|\.)"
_NAME_WORD = rf"{_CAPITAL}(?:-{_CAPITAL})*"
_RUN = re.compile(rf"(?<![\w&/-])(?:{_NAME_WORD})(?:\s(?:(?:de|van|von|der|la|Mc|O)\s)?{_NAME_WORD})*")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’-][A-Za-zÀ-ÿ]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•]\s+|[“\"(]\s?|\n\s*[-•*]?\s*)$")

COMMON = frozenset(
    """a about across action actions act adult adults after agency agenda all also although an and
    annual any appendix apologies area areas as assistant at authority authorities average away
    because before behaviour below benefit between board both budget budgets building but by cabinet
    capital care carer carers carried case cases centre chair chairman chairperson chairs charges
    chief child children childrens church city cllr college combined commission commissioner
    committee committees community company compared competition consultation contract contracts
    corporate cost costs could council councillor councillors councils county court current data date
    decision department deputy despite development director directorate directors district division
    during each early economy education eight either eleven employment england english
    environment equality estates every executive expenditure families family feedback final finance
    financial first five following for forecast forum foster fostering four framework from full fund
    funding funds further general governing government governors grant grants group groups had half
    has have he head heads health high his home homes hospital hospitals housing how however hub
    human i if impact improvement in income independent inspection inspectors inspectorate internal
    is it item its joint key lead leader leaders leadership learning leisure less library licensing
    line local looked made main maintenance majesty's major management manager managers many mayor
    meanwhile meeting member members mental ministry minister minutes monitoring more most mother
    much municipal national nearly neighbourhood new nhs nine no none north not note number numbers
    nurse nursery objective objectives of office officer officers officials on one online only open
    operations option options or other others our out outcomes over overall overspend own paper papers
    parent parents park parliament part partner partners partnership people per performance period
    permanent placement placements plan planning plans play police policy pool portfolio post premises
    president pressure pressures primary priority probation procurement programme programmes progress
    project projects provider providers provision public pupil pupils quarter quarterly recommendation
    recommendations regeneration regional registrar regulation report reports resolved resource
    resources review reviews right risk risks road royal safeguarding savings scheme school schools
    scrutiny second secondary secretary section senior service services settlement seven several she
    short similarly since six social some south special spend spending staff staffing standard
    standards state statement statutory strategic strategy street strengths such summary supplies
    support supported survey sustainability target targets team teams ten that the their them there
    therefore these they third this those three through thus timeliness to total town transport
    treasurer treasury trust two under underspend unit united university until up upon use vacancies
    vice ward wards was we welfare were west what when where which while who whole why will
    with within work workforce working works would year years yes yet young youth
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december england's britain british uk wales scotland
    ireland irish welsh scottish european christmas easter ofsted""".split()
)
"""Words that stand with a capital in council papers without being anybody's name."""


@lru_cache(maxsize=20_000)
def names_in(sentence: str) -> tuple[tuple[str, ...], ...]:
    """The runs of capitalised words that may name somebody, each as its words, titles left out.

    The first word of a sentence counts only where another capital or a title goes with it.
    """
    return tuple(_names(sentence))


def _names(sentence: str) -> Iterator[tuple[str, ...]]:
    for match in _RUN.finditer(sentence):
        words = match[0].split()
        starts = bool(_SENTENCE_START.search(sentence[: match.start()]))
        titled = False
        while words and re.fullmatch(_TITLE, words[0]):
            words, titled = words[1:], True
        if starts and not titled and words and (len(words) == 1 or _plain(words[0]) in COMMON):
            words = words[1:]
        if words:
            yield tuple(words)


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
    return len(word) > 3 and bool(re.search(rf"\b{re.escape(word)}", text, re.I))


def _same(one: str, other: str) -> bool:
    return one == other or one == f"{other}s" or other == f"{one}s"


def _plain(word: str) -> str:
    folded = word.lower().replace("’", "'").strip(".'")
    return folded.removesuffix("'s").removesuffix("s'")


@lru_cache(maxsize=5_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(text))
