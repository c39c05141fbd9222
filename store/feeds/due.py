"""When a feed is asked again, and when it has been quiet for too long. Pure: times and chance are handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

State = Literal["ok", "stale", "failing", "never"]

BACK_OFF_MAX = timedelta(hours=24)
JITTER_SHARE = 0.1
"""Polls are spread by up to this share of the wait, so that feeds added together do not stay together."""
FAILING_TOO_LONG = timedelta(days=2)
SILENT_AT_LEAST = timedelta(days=7)
SILENT_UNKNOWN = timedelta(days=30)
"""Silence that is too long for a feed of which fewer than three dated items are known."""
PAUSES_OF_RHYTHM = 2
ITEMS_OF_RHYTHM = 20
_DATED_MIN = 3


def next_poll(now: datetime, *, interval: timedelta, failures: int, chance: float) -> datetime:
    """When to ask again: after the interval, doubled with every failure in a row up to a day.

    `chance`, 0 to 1, puts it off by up to a tenth of the wait.
    """
    longest = max(BACK_OFF_MAX, interval)
    wait = min(interval * (1 << min(failures, 20)), longest)
    return now + wait * (1 + JITTER_SHARE * chance)


def longest_pause(stamps: Iterable[datetime]) -> timedelta | None:
    """The longest time between two of the newest twenty items, None where fewer than three are dated."""
    newest = sorted(set(stamps))[-ITEMS_OF_RHYTHM:]
    if len(newest) < _DATED_MIN:
        return None
    return max(later - earlier for earlier, later in pairwise(newest))


@dataclass(frozen=True)
class FeedHealth:
    """How a feed does.

    `never`: not asked yet. `failing`: the last attempt failed. `stale`: it has failed for two days; or it answers, but
    its newest item is older than twice the longest pause between those before (a week at least; a month where fewer
    than three of its items are dated). `ok`: none of these.
    """

    url: str
    title: str | None
    state: State
    last_success: datetime | None
    last_error: str | None
    next_poll: datetime
    articles: int
    failures: int
    newest_item: datetime | None

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at it: one failure among successes is no news."""
        return self.state == "stale" or (self.state == "failing" and (self.failures > 2 or self.last_success is None))  # noqa: PLR2004


def state_of(
    now: datetime,
    *,
    tried: bool,
    failures: int,
    failing_since: datetime,
    newest_item: datetime | None,
    pause: timedelta | None,
) -> State:
    """The state of a feed; `failing_since` is its last success, or when it was added if it never had one."""
    if not tried:
        return "never"
    if failures:
        return "stale" if now - failing_since > FAILING_TOO_LONG else "failing"
    silent_for = now - newest_item if newest_item else timedelta()
    too_long = SILENT_UNKNOWN if pause is None else max(SILENT_AT_LEAST, PAUSES_OF_RHYTHM * pause)
    return "stale" if silent_for > too_long else "ok"
