from bot.brief.brief import Point
from bot.digest.changes import new_points
from tests.digest.news import by_subject, point


def test_an_argument_made_before_is_not_new_whatever_its_words() -> None:
    now = [point("Bills shrink", "It cut our cost."), point("Who helps", "There is no support at night.")]
    before = [point("It is cheap", "The cost is lower.")]

    assert [found.headline for found in new_points(now, before, by_subject)] == ["Who helps"]


def test_a_theme_that_was_a_headline_before_is_not_new() -> None:
    now, before = [point("Lower cost", "The bridge is free.")], [point("lower cost", "The copper is cheap.")]

    assert new_points(now, before, by_subject) == ()


def test_everything_is_new_where_nothing_was_said_before() -> None:
    now = [point("A", "ferry"), point("B", "orchard")]

    assert new_points(now, [], by_subject) == tuple(now)


def test_a_point_without_quotations_is_never_shown_and_hides_nothing() -> None:
    empty = Point("Empty", 0, ())

    assert new_points([empty], [], by_subject) == ()
    assert len(new_points([point("A", "ferry")], [empty], by_subject)) == 1
