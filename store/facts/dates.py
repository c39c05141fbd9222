"""Dates as pages state them: found, read, and never completed by a guess."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from store.articles import Published

_MONTHS = {
    1: "january januar janvier enero gennaio janeiro januari jan ene января stycznia ocak",
    2: "february februar février febrero febbraio fevereiro februari feb févr февраля lutego şubat",
    3: "march märz mars marzo março maart mar mär mrz марта maret marca mart",
    4: "april avril abril aprile apr avr abr апреля kwietnia nisan",
    5: "may mai mayo maggio maio mei мая maj maja mayıs",
    6: "june juni juin junio giugno junho jun июня czerwca haziran",
    7: "july juli juillet julio luglio julho jul июля lipca temmuz",
    8: "august août agosto augustus aug ago августа agustus augusti sierpnia ağustos",
    9: "september septembre septiembre settembre setembro sept sep set сентября września eylül",
    10: "october oktober octobre octubre ottobre outubro oct okt out октября października ekim",
    11: "november novembre noviembre novembro nov ноября listopada kasım",
    12: "december dezember décembre diciembre dicembre dezembro dec dez déc dic декабря desember grudnia aralık",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?!\d)"
# Where a page sets the time close behind the year, lines saved as text have "20194:29".
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:(?!\d)|(?=\d{1,2}:\d\d))"
# Systems write year 1 for a date that they do not know.
_MONTHS_A_YEAR = 12
_YEARS = range(1800, 2200)
_CAPITAL = r"(?-i:(?=[A-ZÀ-Ý]))"
_NOT_INSIDE_A_WORD = r"(?<![\w.])"

# In order of trust: where two of them match at one place, the earlier one states more.
_FORMS = tuple(
    re.compile(_NOT_INSIDE_A_WORD + form, re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<year>(?:19|20)\d\d)[/.](?P<number>\d\d)[/.](?P<day>\d\d)(?!\d)",
        r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
        _MONTH + r"\s*" + _DAY + r"\s*,?\s*" + _YEAR,
        _DAY + r"\s*(?:de\s+|of\s+)?" + _MONTH + r"\s*,?\s*(?:de\s+)?" + _YEAR,
        _MONTH + r"\s*,?\s*(?:de\s+)?" + _YEAR,
        # Without a year only a capital tells "May 5" from "may 5".
        _CAPITAL + _MONTH + r"\s*" + _DAY + r"(?![\d:%,]\d)",
        _DAY + r"\s+" + _CAPITAL + _MONTH,
    )
)


class DateFound(NamedTuple):
    """A date in a text: what it says, and the characters that say it (end exclusive)."""

    published: Published
    start: int
    end: int


def find_dates(text: str, *, day_first: bool = False) -> Iterator[DateFound]:
    """The dates that the text states, from left to right; a numeric date only where one reading is possible.

    "3/4/2025" is two dates to two readers, so it is none here; "13/4/2025" and "4/4/2025" are one. With `day_first`,
    for texts in languages that write dates in one way, it is the third of April.
    """
    position = 0
    while position < len(text):
        found = [m for form in _FORMS if (m := form.search(text, position))]
        if not found:
            return
        match = min(found, key=lambda m: m.start())
        published = _published(match, day_first=day_first)
        if published is None:
            position = match.end()
            continue
        yield DateFound(published, match.start(), match.end())
        position = match.end()


def read_date(text: str) -> Published | None:
    """The first date that the text states, with its year if it has one, or None."""
    return next((found.published for found in find_dates(text)), None)


def read_iso(text: str) -> Published | None:
    """The date of an ISO 8601 date or time ("2025-11-17T09:40:00-05:00", "2025-11"), or None.

    The day is the one that the stamp writes, in its own time zone.
    """
    match = re.match(r"\s*(\d{4})-?(\d\d)(?:-?(\d\d))?(?!\d)", text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return _checked(year, month, int(match[3]) if match[3] else None, text.strip())


def _published(match: re.Match[str], *, day_first: bool) -> Published | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    day = int(groups["day"]) if groups.get("day") else None
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        if first == second or (second <= _MONTHS_A_YEAR and (day_first or first > _MONTHS_A_YEAR)):
            day, month = first, second
        elif second > _MONTHS_A_YEAR >= first:
            month, day = first, second
        else:
            return None
    elif "number" in groups:
        month = int(groups["number"])
    else:
        month = _MONTH_OF[groups["month"].lower()]
    return _checked(year, month, day, match[0].strip())


def _checked(year: int | None, month: int, day: int | None, as_stated: str) -> Published | None:
    leap_year = 2000
    if year is not None and year not in _YEARS:
        return None
    try:
        date(year or leap_year, month, day or 1)
    except ValueError:
        return None
    return Published(year=year, month=month, day=day, as_stated=as_stated)
