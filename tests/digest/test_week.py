from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.week import Week, last_full_week
from store import EvenhandError

DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(9998, 1, 1))


@given(DAYS)
def test_a_week_reads_back_from_its_name_and_holds_the_day_it_was_made_of(day: date) -> None:
    week = Week.containing(day)

    assert Week.read(str(week)) == week
    assert week.first_day <= day <= week.last_day
    assert week.last_day - week.first_day == timedelta(days=6)
    assert week.first_day.weekday() == 0


@given(DAYS)
def test_the_week_before_ends_the_day_before_this_one_begins(day: date) -> None:
    week = Week.containing(day)

    assert week.earlier(1).last_day == week.first_day - timedelta(days=1)
    assert week.earlier(1) < week


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-51", "2025-W54", "2025-W00", "W51", "last", "0000-W01", "２０２５-W01"]
)
def test_a_text_that_names_no_week_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(EvenhandError, match="2025-W46"):
        Week.read(text)


@given(st.text())
def test_any_text_is_a_week_or_refused_kindly(text: str) -> None:
    try:
        week = Week.read(text)
    except EvenhandError:
        week = None

    assert week is None or week.first_day.weekday() == 0


def test_a_week_may_be_written_small_and_with_spaces_around() -> None:
    assert Week.read(" 2026-w01 ") == Week(2026, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2025-W46", "10–16 November 2025"),
        ("2025-W44", "27 October – 2 November 2025"),
        ("2026-W01", "29 December 2025 – 4 January 2026"),
    ],
)
def test_a_week_is_put_in_words(name: str, words: str) -> None:
    assert Week.read(name).in_words() == words


@pytest.mark.parametrize(
    ("at", "zone", "week"),
    [
        (datetime(2025, 11, 17, 0, 0, tzinfo=UTC), "UTC", Week(2025, 46)),
        (datetime(2025, 11, 16, 23, 59, tzinfo=UTC), "UTC", Week(2025, 45)),
        (datetime(2025, 11, 16, 23, 59, tzinfo=UTC), "Asia/Tokyo", Week(2025, 46)),
        (datetime(2025, 11, 17, 4, 0, tzinfo=UTC), "America/New_York", Week(2025, 45)),
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "UTC", Week(2026, 1)),
    ],
)
def test_the_last_full_week_is_over_on_the_channels_clock(at: datetime, zone: str, week: Week) -> None:
    assert last_full_week(at, ZoneInfo(zone)) == week
