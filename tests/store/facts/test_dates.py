import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.articles import Published
from store.facts.dates import find_dates, read_date, read_iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("November 17, 2025, 11:40 AM ET", (2025, 11, 17)),
        ("17 Nov 2025", (2025, 11, 17)),
        ("17th of November 2025", (2025, 11, 17)),
        ("Sept. 4, 2025", (2025, 9, 4)),
        ("2025-11-17", (2025, 11, 17)),
        ("2025/11/17", (2025, 11, 17)),
        ("Nov 2025", (2025, 11, None)),
        ("Dec 23", (None, 12, 23)),
        ("23 December", (None, 12, 23)),
        ("3. März 2025", (2025, 3, 3)),
        ("17 de noviembre de 2025", (2025, 11, 17)),
        ("1er août 2025", (2025, 8, 1)),
        ("17/11/2025", (2025, 11, 17)),
        ("11/17/2025", (2025, 11, 17)),
        ("4/4/2025", (2025, 4, 4)),
        ("18 марта 2025", (2025, 3, 18)),
        ("30 Maret 2025", (2025, 3, 30)),
        ("2025年3月18日 08:20", (2025, 3, 18)),
        ("2025년 3월 18일", (2025, 3, 18)),
        ("Wed, Nov 20 20254:29 AM EST", (2025, 11, 20)),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_stated(
    text: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.year, found.month, found.day) == expected


@pytest.mark.parametrize(
    "text", ["3/4/2025", "31 February 2025", "It may 5 times", "version 2.10.2025.1", "in 2025", "0001-01-01"]
)
def test_what_is_no_clear_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_a_day_without_a_year_has_no_precision_and_keeps_its_words() -> None:
    found = read_date("NEW HARBOUR, Dec 23")
    assert found == Published(month=12, day=23, as_stated="Dec 23")
    assert found is not None
    assert found.precision == "none"


def test_an_iso_stamp_gives_the_day_that_it_writes() -> None:
    assert read_iso("2025-11-17T23:40:00-05:00") == Published(2025, 11, 17, "2025-11-17T23:40:00-05:00")
    assert read_iso("soon") is None


@given(st.text(max_size=80))
def test_every_date_found_stands_in_the_text(text: str) -> None:
    for found in find_dates(text):
        assert found.published.as_stated == text[found.start : found.end].strip()


def test_a_date_with_two_readings_is_read_where_the_language_has_one() -> None:
    assert [found.published.iso() for found in find_dates("12.03.2025, 08:15 Uhr", day_first=True)] == ["2025-03-12"]
    assert not list(find_dates("12.03.2025"))
