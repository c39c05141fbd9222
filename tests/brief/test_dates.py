from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.dates import Period, period_in

TODAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What happened since October?", date(2025, 10, 1), None),
        ("What happened since December?", date(2024, 12, 1), None),
        ("open models in November 2025", date(2025, 11, 1), date(2025, 11, 30)),
        ("between 3 Nov 2025 and 2025-11-10, what changed?", date(2025, 11, 3), date(2025, 11, 10)),
        ("news on chips in the last 2 weeks", date(2025, 11, 6), TODAY),
        ("export controls before May", None, date(2025, 4, 30)),
        ("export controls until 31 May 2025", None, date(2025, 5, 31)),
        ("what changed in 2024?", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_in_a_question_is_understood(question: str, first: date | None, last: date | None) -> None:
    assert period_in(question, TODAY)[0] == Period(first, last)


def test_the_period_is_taken_out_of_the_question() -> None:
    assert period_in("What happened to chips since October?", TODAY)[1] == "What happened to chips?"


@pytest.mark.parametrize("question", ["Will demand double in 2030?", "since February 31 2025", "may we use it?"])
def test_future_and_impossible_dates_are_no_filter(question: str) -> None:
    assert period_in(question, TODAY) == (Period(), question)


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    period, _ = period_in(text, TODAY)
    assert period.first is None or period.first <= TODAY
