"""Who really stands behind a point is counted once, and what is shown carries the count."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.brief import Point, Quote
from bot.brief.evidence import Evidence
from bot.brief.points.independence import independent_sources, most_telling
from bot.brief.points.speakers import person_in
from store import Article, Facts, Published
from tests.conftest import NOW

_numbers = count()


def evidence(
    text: str = "It is cheaper.",
    *,
    article: str | None = None,
    copy_of: str | None = None,
    speaker: str | None = None,
    agency: str | None = None,
    day: int = 3,
) -> Evidence:
    facts = Facts(agency=agency, published=Published(2025, 11, day))
    stored = Article(article or f"article{next(_numbers)}", text, "a.txt", facts, NOW, copy_of)
    return Evidence(stored, 0, len(text), text, "for", 0.8, 0.9, speaker)


def test_a_copy_adds_no_source() -> None:
    assert independent_sources([evidence(article="a"), evidence(article="b", copy_of="a")]) == 1


@pytest.mark.parametrize("again", ["Ada Morrow", "Norbanken chief Ada Morrow", "Ada Morrow of Norbanken"])
def test_one_person_quoted_in_two_articles_is_one_source(again: str) -> None:
    said = [evidence("We save.", speaker="Ada Morrow, head of technology"), evidence("It saves money.", speaker=again)]
    assert independent_sources(said) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Morrow", "Ida Morrow"), ("the mayor", "the mayor"), ("Morrow", "Lund")]
)
def test_two_speakers_and_those_without_a_full_name_are_counted_apart(one: str, other: str) -> None:
    assert independent_sources([evidence("We save.", speaker=one), evidence("It saves.", speaker=other)]) == 2


def test_the_same_sentence_in_two_articles_is_one_source_unless_it_is_short() -> None:
    long = "Our bill for inference fell by a third within a quarter."
    assert independent_sources([evidence(long), evidence(long.lower())]) == 1
    assert independent_sources([evidence("It is cheaper."), evidence("It is cheaper.")]) == 2


def test_one_statement_in_two_sentences_is_one_source() -> None:
    said = "“Our bill for inference fell by a third within a quarter,” the firm said."
    quoted = "The firm put it so: “Our bill for inference fell by a third within a quarter.”"
    assert independent_sources([evidence(said), evidence(quoted)]) == 1


def test_articles_of_one_agency_and_day_are_one_source() -> None:
    assert independent_sources([evidence(agency="Northwire"), evidence("It saves.", agency="Northwire")]) == 1
    assert independent_sources([evidence(agency="Northwire"), evidence("It saves.", agency="Northwire", day=9)]) == 2


def test_what_links_two_sources_makes_them_one() -> None:
    linked = [
        evidence("We save.", article="a"),
        evidence("It saves.", article="b", speaker="Ada Morrow"),
        evidence("We save a lot.", article="a", speaker="Ada Morrow"),
    ]
    assert independent_sources(linked[:2]) == 2
    assert independent_sources(linked) == 1


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["Ada Morrow", "Ida Lund", None])), max_size=12))
def test_what_is_shown_has_every_independent_source(rows: list[tuple[str, str | None]]) -> None:
    said = [evidence(article=article, speaker=speaker) for article, speaker in rows]
    shown = most_telling(said, 3)
    assert independent_sources(shown) >= independent_sources(said)
    assert len(shown) <= max(3, independent_sources(said))
    assert [item for item in said if any(item is one for one in shown)] == shown


@pytest.mark.parametrize(
    ("speaker", "person"),
    [
        ("Ada Morrow of Norbanken", "ada morrow"),
        ("Harrow Mutual chief Leo Amadi", "leo amadi"),
        ("Prof. Ada Morrow, a chemist", "ada morrow"),
        ("Ursula van der Berg", "der berg"),
        ("British Prime Minister", None),
        ("Acme Chief Executive", None),
        ("Prime Minister Ada Morrow", "ada morrow"),
        ("Calder Health", None),
        ("a report by the platform Plumbline", None),
        ("Morrow", None),
    ],
)
def test_a_speaker_s_own_name_is_told_from_title_and_house(speaker: str, person: str | None) -> None:
    assert person_in(speaker) == person


@pytest.mark.parametrize(
    ("independent", "sources", "words"),
    [
        (1, [1], ""),
        (2, [1, 2], "2 independent sources"),
        (2, [1, 2, 3, 3], "2 independent sources in 3 articles"),
        (1, [1, 2], "1 independent source in 2 articles"),
    ],
)
def test_a_point_says_how_many_articles_carry_it_where_not_all_are_independent(
    independent: int, sources: list[int], words: str
) -> None:
    quotes = tuple(Quote("It is cheaper.", number, None, 0, 14) for number in sources)
    assert Point("Lower cost", independent, quotes).carried_by == words
