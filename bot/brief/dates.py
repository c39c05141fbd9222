"""Periods named in a question: "since October", "in November 2025", "last week"."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_PART = "|".join(_QUARTERS)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_DAY = (
    rf"(?P<{{0}}iso>\d{{{{4}}}}-\d{{{{2}}}}(?:-\d{{{{2}}}})?)(?![\w-])"
    rf"|(?:(?:the\s+)?(?P<{{0}}d1>\d{{{{1,2}}}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?)?(?P<{{0}}month>{_MONTH})\b\.?"
    rf"(?:\s+(?P<{{0}}d2>\d{{{{1,2}}}})(?:st|nd|rd|th)?(?!\w))?(?:,?\s+(?:of\s+)?(?P<{{0}}year>(?:19|20)\d\d)\b)?"
    rf"|(?:(?P<{{0}}unit>[QH])(?P<{{0}}count>[1-4])"
    rf"|(?:the\s+)?(?P<{{0}}ordinal>{_PART})\s+(?P<{{0}}part>quarter|half))\b"
    rf"(?:\s+(?:of\s+)?(?P<{{0}}part_year>(?:19|20)\d\d)\b)?"
    rf"|(?P<{{0}}only>(?:19|20)\d\d)\b(?![,.-]\d)"
)


def _day(prefix: str) -> str:
    return "(?:" + _DAY.format(prefix) + ")"


_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?:{_day('a')}|(?:the\s+)?(?P<a_day>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"\s+(?:and|to|until|through|-|–)\s+{_day('b')}",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(?P<word>since|after|from)\s+{_day('a')}(?:\s+(?:on|onwards)\b)?"
    r"(?:\s+and(?=\s+(?:until|till|before|up to|by)\b))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"\b(?P<word>until|till|before|up to|by)\s+{_day('a')}", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|during)\s+{_day('a')}", re.IGNORECASE)
_ON = re.compile(
    rf"\b(?:on|as of|dated)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?{_day('a')}", re.IGNORECASE
)
_YESTERDAY = re.compile(r"(?:\bfrom\s+)?\byesterday\b(?:'s)?", re.IGNORECASE)
_RECENT = re.compile(
    rf"\b(?:in|over|during|since|from|of)?\s*(?:the\s+)?(?:last|past|this)\s+(?:(?P<count>\d+|{'|'.join(_COUNTS)})\s+)?"
    r"(?P<unit>day|week|month|quarter|year)(?:'s|s)?\b(?!\s+(?:and age|of))",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None


def period_in(text: str, today: date, *, in_means_published: bool = True) -> tuple[Period, str]:
    """The period that a question names, and the question without it.

    A month without a year is the latest such month that has begun by `today`, or by the end of the period. "Last week"
    and "this week" are the seven days up to `today`, "last year" is 365: people ask for what is recent, not for
    calendar units. Impossible and future dates stay in the text; so do "in 2023" and "on 3 May" unless
    `in_means_published`, because they may say when something happened.
    """
    happened = (_on, _within) if in_means_published else ()
    readers = (_between, _since_until, *happened, _recent)
    for read in readers:
        try:
            found, period = read(text, today)
        except (ValueError, OverflowError):
            continue
        # "By how much will demand grow in 2030?" asks about 2030, not for articles published then.
        if found and (period.first is None or period.first <= min(today, period.last or today)):
            return period, _without(found, text)
    return Period(), text


def _without(found: Sequence[re.Match[str]], text: str) -> str:
    for match in sorted(found, key=lambda match: match.start(), reverse=True):
        text = text[: match.start()] + " " + text[match.end() :]
    return re.sub(r"\s+([?.,!])", r"\1", " ".join(text.split()))


def _span(found: re.Match[str], prefix: str, by: date) -> tuple[date, date]:
    """The days that one date expression covers, begun by `by`. Raises ValueError if there are no such days."""
    if iso := found[f"{prefix}iso"]:
        if len(iso) == len("2025-11"):
            first = date.fromisoformat(f"{iso}-01")
            return first, _month_end(first)
        day = date.fromisoformat(iso)
        return day, day
    if found[f"{prefix}only"]:
        year = int(found[f"{prefix}only"])
        return date(year, 1, 1), date(year, 12, 31)
    if not found[f"{prefix}month"]:
        return _part_of_year(found, prefix, by)
    month = _MONTHS[found[f"{prefix}month"].lower()]
    day_text = found[f"{prefix}d1"] or found[f"{prefix}d2"]
    if found[f"{prefix}year"]:
        year = int(found[f"{prefix}year"])
    else:
        year = by.year if (month, int(day_text or 1)) <= (by.month, by.day) else by.year - 1
    if day_text:
        day = date(year, month, int(day_text))
        return day, day
    first = date(year, month, 1)
    return first, _month_end(first)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _part_of_year(found: re.Match[str], prefix: str, by: date) -> tuple[date, date]:
    """A quarter or half, of the latest year in which it has begun by `by` if none is named."""
    ordinal, unit = found[f"{prefix}ordinal"], found[f"{prefix}unit"]
    count = _QUARTERS[ordinal.lower()] if ordinal else int(found[f"{prefix}count"])
    halves = found[f"{prefix}part"].lower() == "half" if ordinal else unit.upper() == "H"
    if halves and ordinal and ordinal.lower() == "last":
        count = 2
    months = 6 if halves else 3
    if count * months > 12:  # noqa: PLR2004 - months of a year
        raise ValueError("no such half of a year")
    first_month, last_month = (count - 1) * months + 1, count * months
    stated = found[f"{prefix}part_year"]
    if ordinal and ordinal.lower() == "last" and not stated:
        raise ValueError("without a year the last quarter is the latest, not the fourth")
    year = int(stated) if stated else by.year - (first_month > by.month)
    return date(year, first_month, 1), _month_end(date(year, last_month, 1))


_Read = tuple[list[re.Match[str]], Period]
"""What of a question names its period, nothing if it names none, and the period."""


def _between(text: str, today: date) -> _Read:
    found = _BETWEEN.search(text)
    if found is None:
        return [], Period()
    b_first, b_last = _span(found, "b", today)
    if found["a_day"]:  # "between 3 and 10 November"
        if b_first != b_last:
            return [], Period()
        a_first = a_last = b_first.replace(day=int(found["a_day"]))
    else:
        a_first, a_last = _span(found, "a", b_last)
    return [found], Period(min(a_first, b_first), max(a_last, b_last))


def _since_until(text: str, today: date) -> _Read:
    """One bound or both. A last day that is still to come bounds nothing."""
    since, until = _SINCE.search(text), _UNTIL.search(text)
    first = last = None
    if until:
        span = _span(until, "a", today)
        last = span[0] - _ONE_DAY if until["word"].lower() == "before" else span[1]
    if since:
        span = _span(since, "a", min(last or today, today))
        first = span[1] + _ONE_DAY if since["word"].lower() == "after" else span[0]
    return [found for found in (since, until) if found], Period(first, last if last and last < today else None)


def _within(text: str, today: date) -> _Read:
    found = _IN.search(text)
    return ([found], Period(*_span(found, "a", today))) if found else ([], Period())


def _on(text: str, today: date) -> _Read:
    """One day. "On May" and "on 2025" name none."""
    if found := _YESTERDAY.search(text):
        return [found], Period(today - _ONE_DAY, today - _ONE_DAY)
    found = _ON.search(text)
    first, last = _span(found, "a", today) if found else (None, None)
    return ([found], Period(first, last)) if found and first == last else ([], Period())


def _recent(text: str, today: date) -> _Read:
    found = _RECENT.search(text)
    if found is None:
        return [], Period()
    count = (found["count"] or "1").lower()
    days = _DAYS[found["unit"].lower()] * (_COUNTS.get(count) or int(count))
    return [found], Period(today - timedelta(days=days), today)
