"""Where independent articles give different numbers, or different dates, for what a question asks.

Careful rather than thorough: what may be another year, unit, part, bound or forecast is no contradiction.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import combinations

from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.figures import figures_in
from bot.brief.findings.meanings import is_meant_in, stem
from bot.brief.findings.wanted import Wanted, read_wanted, written_as_names
from bot.brief.names import names_in

ABOUT = Fraction(1, 10)
"""How far apart two rounded figures may be and still be the same; exact ones a tenth of that."""
CONTEXT_CHARS = 300
"""How far before a sentence what it speaks of may be named."""
MOST_APART = timedelta(days=180)
"""Articles further apart may both be right: there was another round, another launch, another headcount."""

_FIGURE = re.compile(
    r"(?:(?:US|A|C|HK)?[$€£¥]\s?)?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?:(?:US|A|C|HK)?[$€£¥]\s?)?\d+(?:\.\d+)?", re.IGNORECASE
)
_MAGNITUDE = re.compile(r"(?:\s?|-)(?:thousand|million|billion|trillion)\b|\s?(?:mln|[mbt]n|[kmbt])\b", re.IGNORECASE)
_UNIT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b|(?:dollars|euros|pounds|cents|yuan)\b)")
_DATE = re.compile(
    r"\b(?:(?P<d1>\d{1,2})\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?:\s+(?P<d2>\d{1,2})(?!\d))?(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    r"|\b(?:in|since|by) (?P<only>(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RANGE = re.compile(
    r"\d(?:\s?(?:%|per\s?cent|percent|thousand|million|billion|[mb]n|[kmb]))?\s?(?:[-–—]|\b(?:to|and|or)\b)\s?[$€£¥]?\d",
    re.IGNORECASE,
)
"""10-20%, $2 to 3 billion, 3 or 4 March: an estimate, of which neither end is what is reported."""
_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_MORE = re.compile(r"\b(?:more than|over|at least|above|upwards of|no fewer than|no less than)\s*$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less than|under|at most|up to|below|fewer than|as much as|as many as)\s*$", re.IGNORECASE)
_ROUGHLY = re.compile(r"\b(?:about|around|nearly|almost|some|roughly|approximately|close to)\s*$", re.IGNORECASE)
_FORECAST = re.compile(
    r"\b(?:will|would|could|may|might|expect\w*|forecast\w*|estimat\w*|predict\w*|project(?:s|ed|ion|ions)|plan(?:s|ned)?"
    r"|target\w*|aim\w*|budget\w*|set to|due to|forgo|hopes?)\b"
)
"""In small letters only: May is a month."""
_QUALIFIERS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\b(?:of which|of them|of these|of those|alone|only|part of|a share of|excluding|without|net|gross)\b",
        r"\b(?:each|apiece|per|average|median|typical|a head)\b(?! ?cents?\b)",
        r"\b(?:total|combined|altogether|overall|together|worldwide|globally|cumulative)\b",
        r"\b(?:a|an|per|every|each) (?:second|minute|hour|day)\b|\b(?:daily|hourly)\b",
        r"\b(?:a|per|every|each) (?:week|month|quarter)\b|\b(?:weekly|monthly|quarterly)\b",
        r"\b(?:a|per|every|each) year\b|\b(?:annual\w*|yearly)\b",
        r"\b(?:first|1st|Q1)(?: quarter| half)\b",
        r"\b(?:second|Q2|2nd)(?: quarter| half)\b|\b(?:third|fourth|Q3|Q4)(?: quarter)?\b",
        r"\b(?:last|previous|past|earlier|before|formerly|originally|until|used to|had been|from)\b",
        r"\b(?:next|from now|by then|later)\b",
        r"\b(?:pilot|trial|test run|prototype|sample)\b",
        r"\b(?:men|women|male|female|adults|children|abroad|at home|domestic|foreign|overseas)\b",
    )
)
"""What makes a figure one of something else; two sentences must agree on each of them."""
_COUNTED_WORDS = 3
"""A plain number counts one of so many words behind it."""
_TIME_UNITS = frozenset(stem(word) for word in ("second", "minute", "hour", "day", "week", "month", "year"))


@dataclass(frozen=True)
class _Measure:
    """A figure or date as written, with what it may be compared by; `step` is one in the last digit of a figure."""

    written: str
    value: Fraction | str
    unit: str
    step: Fraction = Fraction(0)
    more: bool = False
    less: bool = False
    rough: bool = False


@dataclass(frozen=True)
class Report:
    """What one finding reports: its figure or date as written there."""

    written: str
    evidence: Evidence


def reports_that_differ(question: str, findings: Sequence[DraftPoint]) -> list[Report]:
    """Of findings on one question, those whose figures or dates contradict another's, in order; mostly none.

    Only for questions that ask for a figure or a date, and only between articles that are no copies of each other and
    of about the same time.
    """
    texts = (finding.evidence[0].article.text for finding in findings)
    wanted = read_wanted(question, is_name=written_as_names(texts).__contains__)
    if wanted.kind not in ("figure", "date"):
        return []
    reports = []
    for finding in findings:
        best = finding.evidence[0]
        context = (
            f"{best.article.facts.title or ''} {best.article.text[max(0, best.start - CONTEXT_CHARS) : best.start]}"
        )
        measure = _the_measure(wanted, best.text, context)
        if measure:
            reports.append((measure, best))
    differing = [
        {i, j}
        for (i, (a, one)), (j, (b, other)) in combinations(enumerate(reports), 2)
        if one.article.source_key != other.article.source_key
        and _of_one_time(one, other)
        and _comparable(wanted, one.text, other.text)
        and _contradict(a, b)
    ]
    numbers = sorted(set().union(*differing)) if differing else []
    shown = {reports[i][0].written: Report(reports[i][0].written, reports[i][1]) for i in reversed(numbers)}
    return list(reversed(shown.values()))


def differ(question: str, one: str, other: str) -> bool:
    """Whether two sentences, from independent articles, contradict each other on what the question asks."""
    wanted = read_wanted(question, is_name=lambda _: False)
    a, b = _the_measure(wanted, one, ""), _the_measure(wanted, other, "")
    return a is not None and b is not None and _comparable(wanted, one, other) and _contradict(a, b)


def _the_measure(wanted: Wanted, text: str, context: str) -> _Measure | None:
    """The one figure or date of a sentence that can answer; None if it has none or several, or speaks of others."""
    named = all(any(is_meant_in(part, text, context) for part in name) for name in wanted.names)
    if not named or not all(is_meant_in(number, text, context) for number in wanted.numbers):
        return None
    if wanted.verb and not is_meant_in(wanted.verb, text, context):
        return None
    if _RANGE.search(text) or _speaks_of_another(wanted, text):
        return None
    measures = _dates(text) if wanted.kind == "date" else _figures(wanted, text)
    return measures[0] if len({(one.value, one.unit) for one in measures}) == 1 else None


def _speaks_of_another(wanted: Wanted, text: str) -> bool:
    """Whether what was asked for is named only around the sentence, which puts another name before its figure."""
    if all(is_meant_in(part, text) for name in wanted.names for part in name):
        return False
    found = _DATE.search(text) if wanted.kind == "date" else _FIGURE.search(text)
    before = text[: found.start()] if found else text
    asked = [part for name in wanted.names for part in name]
    others = names_in(before, is_written_small=lambda _: False)
    return any(
        not is_meant_in(token.text, *asked) and not _DATE.search(token.text) for name in others for token in name
    )


def _of_one_time(one: Evidence, other: Evidence) -> bool:
    """Whether two articles may report the same state of things; an undated one may with any."""
    first, second = (item.article.facts.published.earliest() for item in (one, other))
    return first is None or second is None or abs(first - second) <= MOST_APART


def _figures(wanted: Wanted, text: str) -> list[_Measure]:
    found = []
    for match in _FIGURE.finditer(text):
        end = match.end()
        for pattern in (_MAGNITUDE, _UNIT):
            if behind := pattern.match(text, end):
                end = behind.end()
        written = text[match.start() : end].strip()
        before = text[: match.start()]
        if _is_part_of_a_name(before, text[end:]) or written in wanted.numbers:
            continue
        figures = figures_in(written)
        if len(figures) != 1:
            continue
        figure = next(iter(figures))
        unit = figure.unit or _counted(wanted, text[end:])
        if unit:
            found.append(
                _Measure(
                    written if figure.unit else f"{written} {_first_word(text[end:])}",
                    figure.value,
                    unit,
                    _step(written, figure.value),
                    more=_MORE.search(before) is not None,
                    less=_LESS.search(before) is not None,
                    rough=_ROUGHLY.search(before) is not None,
                )
            )
    return found


def _step(written: str, value: Fraction) -> Fraction:
    """What one in the last digit of a figure is worth: a tenth of a billion in $1.2 billion."""
    found = _DIGITS.search(written)
    number = Fraction(found[0].replace(",", "")) if found else Fraction(0)
    decimals = len(found["decimals"] or "") if found else 0
    return (value / number if number else Fraction(1)) * Fraction(1, 10**decimals)


def _counted(wanted: Wanted, behind: str) -> str:
    """What a plain number counts, if that is what is asked for; "" for anything else."""
    words = re.findall(r"[^\W\d]+", re.split(r"[,;.:()]", behind, maxsplit=1)[0])[:_COUNTED_WORDS]
    if words and stem(words[0]) in _TIME_UNITS:
        return stem(words[0])
    for word in words:
        if any(is_meant_in(noun, word) for noun in wanted.nouns):
            return "counted"
    return ""


def _dates(text: str) -> list[_Measure]:
    found = []
    for match in _DATE.finditer(text):
        day, year = match["d1"] or match["d2"], match["year"] or match["only"]
        parts = {"day": day, "month": match["month"], "year": year}
        written = re.sub(r"^(?:in|since|by) ", "", match[0])
        found.append(_Measure(written, f"{year} {match['month']} {day}", " ".join(key for key in parts if parts[key])))
    return found


def _comparable(wanted: Wanted, one: str, other: str) -> bool:
    """Whether two sentences can speak of the same quantity: same years, both forecasts or both not, same qualifiers."""
    if wanted.kind == "figure" and set(_YEAR.findall(one)) != set(_YEAR.findall(other)):
        return False
    return all(bool(pattern.search(one)) == bool(pattern.search(other)) for pattern in (_FORECAST, *_QUALIFIERS))


def _contradict(a: _Measure, b: _Measure) -> bool:
    if a.unit != b.unit or a.value == b.value:
        return False
    if isinstance(a.value, str) or isinstance(b.value, str):
        return True
    if a.more or a.less or b.more or b.less:
        return _outside(a, b) or _outside(b, a)
    allowed = ABOUT if a.rough or b.rough else ABOUT / 10
    rounding = max(a.step, b.step) / 2  # $1.2 billion is $1.23 billion, written shorter
    return abs(a.value - b.value) > max(rounding, allowed * max(a.value, b.value))


def _outside(bound: _Measure, exact: _Measure) -> bool:
    """Whether an exact figure lies on the wrong side of another's bound."""
    if exact.more or exact.less:
        return False
    if isinstance(exact.value, str) or isinstance(bound.value, str):
        return False
    return (bound.more and exact.value < bound.value) or (bound.less and exact.value > bound.value)


def _is_part_of_a_name(before: str, behind: str) -> bool:
    """Rook 4, GPT-4, H100, 4G, 10-day; not "Sales of 4 …"."""
    return re.search(r"[A-Za-z]-?$|\b[A-Z][\w’'-]*\s$", before) is not None or re.match(r"[A-Za-z]", behind) is not None


def _first_word(behind: str) -> str:
    found = re.match(r"\W*([\w-]+)", behind)
    return found[1] if found else ""
