"""A known concept takes a topic over only where the phrase is about it."""

import pytest

from bot.brief.asking.aspects import speaks_of, speaks_of_any
from bot.brief.topic import Topic, read_topic
from tests.brief.heads_table import ANOTHER_THING, ASPECTS, REFUSALS, THE_CONCEPT, TITLES


def topic_of(question: str) -> Topic:
    """The topic of a question that has one."""
    topic = read_topic(question)
    assert topic is not None
    return topic


@pytest.mark.parametrize(
    ("question", "wording", "term", "context"), ANOTHER_THING, ids=[row[0] for row in ANOTHER_THING]
)
def test_what_is_done_to_a_concept_is_a_topic_of_its_own(question: str, wording: str, term: str, context: str) -> None:
    topic = topic_of(question)
    assert topic.wording == wording
    assert term in topic.terms
    assert context not in topic.terms
    assert topic.opposite == ()
    assert topic.heads


@pytest.mark.parametrize(("question", "wording", "term"), THE_CONCEPT, ids=[row[0] for row in THE_CONCEPT])
def test_a_concept_that_is_qualified_placed_or_taken_up_stays_it(question: str, wording: str, term: str) -> None:
    topic = topic_of(question)
    assert topic.wording == wording
    assert term in topic.terms
    assert (topic.aspect, topic.heads) == ("", ())


@pytest.mark.parametrize(("question", "wording", "aspect"), ASPECTS, ids=[row[0] for row in ASPECTS])
def test_an_aspect_of_a_concept_is_known_beside_it(question: str, wording: str, aspect: str) -> None:
    topic = topic_of(question)
    assert (topic.wording, topic.aspect) == (wording, aspect)


@pytest.mark.parametrize(("question", "wording", "refused"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_what_is_refused_argues_against_the_refusal(question: str, wording: str, refused: str) -> None:
    topic = topic_of(question)
    assert topic.wording == wording
    assert refused in topic.opposite
    assert not set(topic.terms) & set(topic.opposite)


@pytest.mark.parametrize(("question", "wording"), TITLES, ids=[row[0] for row in TITLES])
def test_a_title_is_a_phrase_or_else_the_question_as_typed(question: str, wording: str) -> None:
    assert topic_of(question).wording == wording


@pytest.mark.parametrize(
    ("aspect", "telling", "other"),
    [
        ("cost", "It halves the bill.", "It helps tax payers."),
        ("security risks", "Hackers broke in twice.", "It costs twice as much."),
        ("energy use", "It draws forty megawatts.", "It employs forty people."),
        ("data sovereignty", "No foreign court can reach it.", "It answers in Welsh."),
        ("jobs in cities", "Twelve jobs went.", "Twelve trees went."),
    ],
)
def test_an_aspect_is_spoken_of_in_words_of_its_own(aspect: str, telling: str, other: str) -> None:
    assert speaks_of(aspect).search(telling)
    assert not speaks_of(aspect).search(other)


@pytest.mark.parametrize(
    ("head", "telling", "other"),
    [
        ("licences", "Nobody licensed it.", "Nobody liked it."),
        ("liability", "Who is liable?", "Who is able?"),
        ("tax", "They taxed every rack.", "They racked it."),
        ("regulation", "Regulators slept.", "Reporters slept."),
        ("subsidies", "A subsidy distorts.", "A sub sank."),
    ],
)
def test_a_head_is_found_in_any_form(head: str, telling: str, other: str) -> None:
    assert speaks_of_any([head]).search(telling)
    assert not speaks_of_any([head]).search(other)
