from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.dates import Period, period_in

TODAY = date(2025, 11, 20)
LONG_AGO_OR_NEVER = (
    r"(since|after|before|until|by|from|in|during|between|the last|over the past|this|on) "
    r"([0-9]{1,12} (day|week|month|year)s?|[0-9]{4}-[0-9]{2}-[0-9]{2}|(31 )?(May|february|Sept)( [0-9]{4})?|(19|20)[0-9]{2})"
    r"( (and|to|until|before) ([0-9]{4}-[0-9]{2}-[0-9]{2}|March( [0-9]{4})?|(19|20)[0-9]{2}))?"
)


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
        ("open models after 2024", date(2025, 1, 1), None),
        ("open models after 3 November 2025", date(2025, 11, 4), None),
        ("chips since October and before 15 November", date(2025, 10, 1), date(2025, 11, 14)),
        ("chips since December and before February", date(2024, 12, 1), date(2025, 1, 31)),
        ("chips from May to March", date(2024, 5, 1), date(2025, 3, 31)),
        ("chips from October to November 2023", date(2023, 10, 1), date(2023, 11, 30)),
        ("chips from May 2025 to March 2025", date(2025, 3, 1), date(2025, 5, 31)),
        ("demand since March, and by 2030", date(2025, 3, 1), None),
        ("chips since Sept. 2025", date(2025, 9, 1), None),
        ("what happened on 13 November 2025?", date(2025, 11, 13), date(2025, 11, 13)),
        ("what happened on November 13th?", date(2025, 11, 13), date(2025, 11, 13)),
        ("news of Thursday and on Monday, the 3rd of November", date(2025, 11, 3), date(2025, 11, 3)),
        ("yesterday's news", date(2025, 11, 19), date(2025, 11, 19)),
        ("what changed in Q3 2025?", date(2025, 7, 1), date(2025, 9, 30)),
        ("in the fourth quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("in the second half of 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("in H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("in the last half of 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("chips since Q4 2024", date(2024, 10, 1), None),
        ("news between March and May", date(2025, 3, 1), date(2025, 5, 31)),
        ("news between 3 and 10 November", date(2025, 11, 3), date(2025, 11, 10)),
        ("last week", date(2025, 11, 13), TODAY),
        ("this month", date(2025, 10, 21), TODAY),
        ("last quarter's news", date(2025, 8, 21), TODAY),
        ("What happened in the last quarter?", date(2025, 8, 21), TODAY),
        ("news since last week", date(2025, 11, 13), TODAY),
        ("chips in the last two weeks", date(2025, 11, 6), TODAY),
        ("chips since November, 2024", date(2024, 11, 1), None),
        ("chips in March of 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("chips since 2025-05", date(2025, 5, 1), None),
        ("chips until 2024-02", None, date(2024, 2, 29)),
    ],
)
def test_a_period_in_a_question_is_understood(question: str, first: date | None, last: date | None) -> None:
    assert period_in(question, TODAY)[0] == Period(first, last)


def test_the_period_is_taken_out_of_the_question() -> None:
    assert period_in("What happened to chips since October?", TODAY)[1] == "What happened to chips?"
    assert period_in("chips since October and before 15 November", TODAY)[1] == "chips"
    assert period_in("chips since November, 2024", TODAY)[1] == "chips"
    assert period_in("chips since last week", TODAY)[1] == "chips"


def test_a_bound_that_every_article_passes_is_none() -> None:
    assert period_in("a ban on chips by 2030", TODAY) == (Period(), "a ban on chips")


@pytest.mark.parametrize(
    "question",
    [
        "Will demand double in 2030?",
        "since February 31 2025",
        "may we use it?",
        "What does the Act of 2022 say?",
        "Do we need it in this day and age?",
        "chips over the last 3000 years",
        "chips of the last 99999999999 days",
        "chips before 0001-01-01",
        "chips after 9999-12-31",
        "what happens on 31 December 2025?",
        "in H3 of the contest",
        "in the third half",
        "arguments on May",
        "between 3 and November",
        "from 40 to 10 November",
        "Did costs fall by 20000 dollars?",
        "what changed after 200000 layoffs?",
        "what changed after 2000,5 tonnes?",
        "chips since 2025-13",
        "prices in 1990s money",
    ],
)
def test_future_impossible_and_merely_mentioned_dates_are_no_filter(question: str) -> None:
    assert period_in(question, TODAY) == (Period(), question)


@pytest.mark.parametrize("question", ["Who won in 2024?", "Who won in March?", "Who won on 3 May?", "Who won in Q3?"])
def test_when_a_thing_happened_can_be_told_from_when_it_was_reported(question: str) -> None:
    assert period_in(question, TODAY, in_means_published=False) == (Period(), question)


@given(st.one_of(st.text(), st.from_regex(LONG_AGO_OR_NEVER, fullmatch=True)))
def test_any_text_can_be_asked(text: str) -> None:
    period, _ = period_in(text, TODAY)
    assert period.first is None or period.first <= min(TODAY, period.last or TODAY)
