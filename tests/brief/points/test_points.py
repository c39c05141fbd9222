from datetime import datetime
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.evidence import Evidence
from bot.brief.points.drafts import group_points, headline_of, trim
from bot.brief.points.standing import stands_alone
from bot.brief.topic import read_topic
from store import Article, Facts, Published
from store.embed import BundledEmbeddings
from tests.conftest import NOW

_numbers = count()


def evidence(
    text: str, *, article: str | None = None, copy_of: str | None = None, speaker: str | None = None, day: int = 3
) -> Evidence:
    facts = Facts(published=Published(2025, 11, day))
    stored = Article(
        article or f"article{next(_numbers)}", text, "a.txt", facts, datetime.fromisoformat(str(NOW)), copy_of
    )
    return Evidence(stored, 0, len(text), text, "for", 0.8, 0.9, speaker)


def test_equal_arguments_of_different_articles_become_one_point(embeddings: BundledEmbeddings) -> None:
    points = group_points(
        [
            evidence("Running our own model cut the bill for inference by a third."),
            evidence("Our own model has cut the inference bill by forty per cent."),
            evidence("Regulators can inspect the weights, so every decision is auditable."),
        ],
        embeddings.encode,
    )
    assert [point.headline for point in points] == [
        "Our own model has cut the inference bill by forty per cent",
        "Regulators can inspect the weights, so every decision is auditable",
    ]
    assert [len(point.evidence) for point in points] == [2, 1]


def test_points_with_more_sources_come_first_and_recent_ones_before_old_ones(embeddings: BundledEmbeddings) -> None:
    points = group_points(
        [
            evidence("Support desks answer at night, and open models have none: thin support is a worry.", day=1),
            evidence("Nobody can retire the model that you have downloaded.", day=9),
            evidence("The open model is cheaper to run.", day=2),
            evidence("Open models are cheaper to run for us.", day=2),
        ],
        embeddings.encode,
        read_topic("open models"),
    )
    assert points[0].headline == "The open model is cheaper to run"
    assert "retire" in points[1].headline


def test_a_long_headline_is_the_whole_sentence_where_no_clause_of_it_stands_alone() -> None:
    text = "The council met on Monday, the first time in a year, and heard eleven speakers who all wanted to be heard first."
    headline = headline_of([text])
    assert headline == text.rstrip(".")


def test_a_headline_is_not_cut_behind_a_mere_phrase() -> None:
    text = "For the council of the old harbour town, the open model is the one that it can teach its own forms and its own dialect."
    assert headline_of([text]) == (
        "For the council of the old harbour town, the open model is the one that it can teach its own forms and its own dialect"
    )


def test_two_arguments_about_one_company_are_not_one(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("At Halvorsen Freight in Oslo the open model answers within a second."),
        evidence("At Halvorsen Freight in Oslo nobody had to sign a contract for the open model."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("open models"))) == 2


def test_speech_is_the_headline_without_its_attribution() -> None:
    text = "“Open models tie up your best engineers for years,” he said, adding that two had left."
    assert headline_of([text]) == "Open models tie up your best engineers for years"


@pytest.mark.parametrize(
    ("texts", "headline"),
    [
        (
            ["But the council met.", "The council met on Monday in the old hall."],
            "The council met on Monday in the old hall",
        ),
        (["But the council met on Monday."], "the council met on Monday"),
        (["They meet in the hall.", "The council meets there on Mondays."], "The council meets there on Mondays"),
        (["They meet in the hall.", "It meets in the old hall."], "They meet in the hall"),
        (["The mayor said: “The council must meet before the winter.”"], "The council must meet before the winter"),
        (["the council must meet before the winter,” said the mayor."], "the council must meet before the winter"),
        (
            ["The council must meet before the winter, said Ada Morrow, mayor."],
            "The council must meet before the winter",
        ),
        (["The council must meet before the winter, Morrow argued."], "The council must meet before the winter"),
        (["The “winter council meets on Monday."], "The winter council meets on Monday"),
        (["The “winter” council meets on Monday."], "The “winter” council meets on Monday"),
    ],
)
def test_the_shortest_quotation_that_stands_by_itself_is_the_headline(texts: list[str], headline: str) -> None:
    assert headline_of(texts) == headline


@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_a_headline_holds_no_half_quotation(texts: list[str]) -> None:
    headline = headline_of(texts)
    assert headline.count("“") == headline.count("”")
    assert headline.count('"') % 2 == 0


def test_words_of_the_topic_do_not_make_two_arguments_one(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("School uniforms hide which family is poor."),
        evidence("School uniforms stop pupils from showing who they are."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("school uniforms"))) == 2


@given(st.text(), st.integers(10, 200))
def test_trimming_keeps_the_limit_and_invents_no_word(text: str, max_chars: int) -> None:
    short = trim(text, max_chars)
    assert len(short) <= max_chars
    assert text.strip().startswith(short.removesuffix(" …"))


def test_a_long_headline_ends_where_a_clause_ends_and_the_next_begins() -> None:
    text = (
        "The harbour council keeps its own copy of the model, and it pays two engineers from the neighbouring town to "
        "mend whatever breaks on a Saturday."
    )
    assert headline_of([text]) == "The harbour council keeps its own copy of the model …"


def test_a_point_s_headline_is_words_of_its_first_quotation_and_what_points_back_comes_last(
    embeddings: BundledEmbeddings,
) -> None:
    points = group_points(
        [
            evidence("This approach lets them teach the model a dialect.", day=9),
            evidence("Nobody can withdraw weights that lie on your own disk.", day=1),
            evidence("It is the main reason, the mayor said.", day=8),
        ],
        embeddings.encode,
        read_topic("open models"),
    )
    assert [stands_alone(point.headline) for point in points] == [True, False, False]
    assert all(point.headline.rstrip(" …") in point.evidence[0].text for point in points)


def test_different_arguments_about_one_matter_are_not_one_point(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("The open model is cheap for a port with steady traffic."),
        evidence("Machines that run an open model get cheaper every year."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("open models"))) == 2


def test_grouping_nothing_gives_nothing() -> None:
    assert group_points([], lambda texts: np.zeros((len(texts), 384), dtype=np.float32)) == []


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Banning the sale of all chips, said the minister, would be a mistake.",
            "Banning the sale of all chips, said the minister, would be a mistake",
        ),
        ("So far no vendor has opened its books.", "So far no vendor has opened its books"),
        ("However much it takes, the state should build it.", "However much it takes, the state should build it"),
        ("Yet another vendor has left the city.", "Yet another vendor has left the city"),
        ("Yet the city has no other vendor.", "the city has no other vendor"),
        ("So the city has no other vendor.", "the city has no other vendor"),
        ("However, the city has no other vendor.", "the city has no other vendor"),
        ("In contrast, “open” harbours sell their charts.", "“open” harbours sell their charts"),
        ("Ida Lund, the mayor, warned that ferries leak.", "Ida Lund, the mayor, warned that ferries leak"),
        ("Ida Lund, the mayor, said ferries leak at night.", "Ida Lund, the mayor, said ferries leak at night"),
        ("The ferries leak at night, said the mayor.", "The ferries leak at night"),
        (
            (
                "Beyond the savings that it has brought to the islands, the robot ferry gives people a way home after the "
                "theatre."
            ),
            "the robot ferry gives people a way home after the theatre",
        ),
        (
            (
                "Ida Lund, head of the harbour office in the old town, warned that robot ferries leave nobody on board who "
                "can swim."
            ),
            "robot ferries leave nobody on board who can swim",
        ),
        (
            (
                "Ida Lund, head of the harbour office in the old town, never said that robot ferries leave nobody on board "
                "who can swim."
            ),
            (
                "Ida Lund, head of the harbour office in the old town, never said that robot ferries leave nobody on board "
                "who can swim"
            ),
        ),
        (
            (
                "In winter, when the fjord is frozen and the roads are closed to lorries of ten tonnes, the robot ferry is "
                "the only way home."
            ),
            (
                "In winter, when the fjord is frozen and the roads are closed to lorries of ten tonnes, the robot ferry is "
                "the only way home"
            ),
        ),
    ],
)
def test_a_headline_does_not_lose_what_its_sentence_says(text: str, headline: str) -> None:
    assert headline_of([text]) == headline


def test_what_gives_no_reason_comes_last_of_its_side_however_many_say_it(embeddings: BundledEmbeddings) -> None:
    points = group_points(
        [
            evidence("There are benefits associated with robot ferries.", day=9),
            evidence("There are benefits associated with robot ferries.", day=8),
            evidence("They sail at night.", day=1),
            evidence("Robot ferries spare the islands the wages of a crew.", day=2),
        ],
        embeddings.encode,
        read_topic("robot ferries"),
    )
    assert [point.headline for point in points] == [
        "Robot ferries spare the islands the wages of a crew",
        "They sail at night",
        "There are benefits associated with robot ferries",
    ]


def test_a_report_that_shares_the_words_of_an_argument_does_not_carry_it(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("Open-source models free companies from dependence on the technology firms that develop them."),
        evidence("The heads of three technology firms, Ada Morrow’s among them, have backed open-source models."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("open models"))) == 2
