"""Periods named in a question: "since October", "in November 2025", "last week"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?P<{{0}}iso>\d{{{{4}}}}-\d{{{{2}}}}-\d{{{{2}}}})"
    rf"|(?:(?P<{{0}}d1>\d{{{{1,2}}}})\.?\s+)?(?P<{{0}}month>{_MONTH})\b\.?(?:\s+(?P<{{0}}d2>\d{{{{1,2}}}})(?!\d),?)?"
    rf"(?:\s+(?P<{{0}}year>\d{{{{4}}}}))?"
    rf"|(?P<{{0}}only>(?:19|20)\d{{{{2}}}})"
)


def _day(prefix: str) -> str:
    return "(?:" + _DAY.format(prefix) + ")"


_BETWEEN = re.compile(rf"\b(?:between|from)\s+{_day('a')}\s+(?:and|to|until|-|–)\s+{_day('b')}", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?:since|after|from)\s+{_day('a')}(?:\s+(?:on|onwards))?", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:until|till|before|up to|by)\s+{_day('a')}", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|during|of)\s+{_day('a')}", re.IGNORECASE)
_RECENT = re.compile(
    r"\b(?:in|over|during|from|of)?\s*(?:the\s+)?(?:last|past|this)\s+(?:(?P<count>\d+)\s+)?"
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None


def period_in(text: str, today: date) -> tuple[Period, str]:
    """The period that a question names, and the question without it.

    A month without a year is the latest such month that has begun by `today`. Impossible and future dates stay in the
    text.
    """
    for pattern, read in ((_BETWEEN, _between), (_SINCE, _since), (_UNTIL, _until), (_IN, _whole), (_RECENT, _recent)):
        found = pattern.search(text)
        if found is None:
            continue
        try:
            period = read(found, today)
        except ValueError:
            continue
        if period.first and period.first > today:
            continue  # "by how much will demand grow in 2030?" asks about 2030, not for articles published then
        rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
        return period, re.sub(r"\s+([?.,!])", r"\1", rest)
    return Period(), text


def _span(found: re.Match[str], prefix: str, today: date) -> Period:
    """The days that one date expression covers. Raises ValueError if there are no such days."""
    if found[f"{prefix}iso"]:
        day = date.fromisoformat(found[f"{prefix}iso"])
        return Period(day, day)
    if found[f"{prefix}only"]:
        year = int(found[f"{prefix}only"])
        return Period(date(year, 1, 1), date(year, 12, 31))
    month = _MONTHS[found[f"{prefix}month"].lower()]
    day_text = found[f"{prefix}d1"] or found[f"{prefix}d2"]
    if found[f"{prefix}year"]:
        year = int(found[f"{prefix}year"])
    else:
        year = today.year if (month, int(day_text or 1)) <= (today.month, today.day) else today.year - 1
    if day_text:
        day = date(year, month, int(day_text))
        return Period(day, day)
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _between(found: re.Match[str], today: date) -> Period:
    return Period(_span(found, "a", today).first, _span(found, "b", today).last)


def _since(found: re.Match[str], today: date) -> Period:
    return Period(first=_span(found, "a", today).first)


def _until(found: re.Match[str], today: date) -> Period:
    before = found[0].lower().startswith("before")
    span = _span(found, "a", today)
    return Period(last=span.first - timedelta(days=1) if before and span.first else span.last)


def _whole(found: re.Match[str], today: date) -> Period:
    return _span(found, "a", today)


def _recent(found: re.Match[str], today: date) -> Period:
    days = _DAYS[found["unit"].lower()] * int(found["count"] or 1)
    return Period(first=today - timedelta(days=days), last=today)
