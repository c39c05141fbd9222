"""ISO weeks: Monday to Sunday, written `2025-W46`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store import FixSetup

FIRST_YEAR, LAST_YEAR = 1900, 9998

_FORM = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Week:
    """One ISO week. `year` is the ISO year, which near New Year is not always the calendar's."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Week":
        """The week that `2025-W46` names. Raises FixSetup saying the form for anything else."""
        form = _FORM.fullmatch(text.strip().upper())
        problem = FixSetup(f"“{text}” names no week; write year and ISO week, such as 2025-W46")
        if form is None or not FIRST_YEAR <= int(form[1]) <= LAST_YEAR:
            raise problem
        try:
            date.fromisocalendar(int(form[1]), int(form[2]), 1)
        except ValueError as error:
            raise problem from error
        return cls(int(form[1]), int(form[2]))

    @classmethod
    def containing(cls, day: date) -> "Week":
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def first_day(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=6)

    def earlier(self, weeks: int) -> "Week":
        return Week.containing(self.first_day - timedelta(weeks=weeks))

    def in_words(self) -> str:
        """`10–16 November 2025`, with the month and year of the first day where they differ."""
        first, last = self.first_day, self.last_day
        if first.year != last.year:
            return f"{first.day} {first:%B} {first.year} – {last.day} {last:%B} {last.year}"
        if first.month != last.month:
            return f"{first.day} {first:%B} – {last.day} {last:%B} {last.year}"
        return f"{first.day}–{last.day} {last:%B} {last.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def last_full_week(at: datetime, zone: ZoneInfo) -> Week:
    """The last week that is over where the clock shows `zone`'s time. `at` is aware."""
    return Week.containing(at.astimezone(zone).date()).earlier(1)
