"""Promises of when a feed is asked, and when it counts as stale."""

from datetime import UTC, datetime, timedelta

import pytest

from store.feeds.due import longest_pause, next_poll, state_of

NOW = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(("failures", "hours"), [(0, 1), (1, 2), (2, 4), (5, 24), (5000, 24)])
def test_the_wait_doubles_up_to_a_day(failures: int, hours: int) -> None:
    assert next_poll(NOW, interval=HOUR, failures=failures, chance=0) == NOW + hours * HOUR


def test_chance_puts_a_poll_off_by_a_tenth_at_most() -> None:
    waits = [next_poll(NOW, interval=HOUR, failures=0, chance=chance) - NOW for chance in (0, 0.5, 1)]
    assert waits == [HOUR, 1.05 * HOUR, 1.1 * HOUR]


def test_a_feed_that_is_asked_less_than_daily_is_never_asked_sooner_for_failing() -> None:
    assert next_poll(NOW, interval=3 * DAY, failures=4, chance=0) == NOW + 3 * DAY


def test_the_longest_pause_is_that_of_the_newest_items() -> None:
    daily = [NOW - day * DAY for day in range(30)]
    assert longest_pause([*daily, NOW - 900 * DAY]) == DAY
    assert longest_pause([NOW, NOW, NOW - DAY]) is None


@pytest.mark.parametrize(
    ("silent", "pause", "state"),
    [
        (timedelta(days=6), DAY, "ok"),
        (timedelta(days=8), DAY, "stale"),
        (timedelta(days=20), 14 * DAY, "ok"),
        (timedelta(days=29), 14 * DAY, "stale"),
        (timedelta(days=29), None, "ok"),
        (timedelta(days=31), None, "stale"),
        (None, None, "ok"),
    ],
)
def test_a_feed_is_silent_for_too_long_by_its_own_rhythm(
    silent: timedelta | None, pause: timedelta | None, state: str
) -> None:
    newest = None if silent is None else NOW - silent
    assert state_of(NOW, tried=True, failures=0, failing_since=NOW, newest_item=newest, pause=pause) == state


@pytest.mark.parametrize(
    ("tried", "failures", "since", "state"),
    [(False, 0, DAY, "never"), (True, 1, DAY, "failing"), (True, 9, 3 * DAY, "stale")],
)
def test_a_feed_that_fails_for_two_days_is_stale(tried: bool, failures: int, since: timedelta, state: str) -> None:
    found = state_of(NOW, tried=tried, failures=failures, failing_since=NOW - since, newest_item=None, pause=None)
    assert found == state
