from datetime import datetime
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.evidence import Evidence
from bot.brief.points.drafts import group_points, headline_of, trim
from bot.brief.points.themes import theme_of
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
            evidence("The open model lowered our inference costs by forty per cent."),
            evidence("Regulators can inspect the weights, so every decision is auditable."),
        ],
        embeddings.encode,
    )
    assert [point.headline for point in points] == ["Lower cost", "Transparency and audit"]
    assert [len(point.evidence) for point in points] == [2, 1]


def test_points_with_more_sources_come_first_and_recent_ones_before_old_ones(embeddings: BundledEmbeddings) -> None:
    points = group_points(
        [
            evidence("Support desks answer at night, and open models have none: thin support is a worry.", day=1),
            evidence("Nobody can retire the model that you have downloaded.", day=9),
            evidence("The open model is cheaper to run.", day=2),
            evidence("Open models are cheaper for us.", day=2),
        ],
        embeddings.encode,
        read_topic("open models"),
    )
    assert points[0].headline == "Lower cost"
    assert "retire" in points[1].headline


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("It is cheaper to run.", "Lower cost"),
        ("It is not cheap to run.", None),
        ("Every step can be audited.", "Transparency and audit"),
        ("The council met on Monday.", None),
    ],
)
def test_a_theme_is_named_only_where_the_words_say_so(text: str, theme: str | None) -> None:
    assert theme_of(text) == theme


def test_a_headline_without_a_theme_is_the_quotation_trimmed() -> None:
    text = "The council met on Monday, the first time in a year, and heard eleven speakers who all wanted to be heard first."
    headline = headline_of([text], "for")
    assert headline == "The council met on Monday, the first time in a year …"


def test_a_headline_is_not_cut_behind_a_mere_phrase() -> None:
    text = "For the council of the old harbour town, the open model is the one that it can teach its own forms and its own dialect."
    assert headline_of([text], "for") == (
        "For the council of the old harbour town, the open model is the one that it can teach its own forms and its …"
    )


def test_two_arguments_about_one_company_are_not_one(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("At Halvorsen Freight in Oslo the open model answers within a second."),
        evidence("At Halvorsen Freight in Oslo nobody had to sign a contract for the open model."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("open models"))) == 2


def test_speech_is_the_headline_without_its_attribution() -> None:
    text = "“Open models tie up your best engineers for years,” he said, adding that two had left."
    assert headline_of([text], "against") == "Open models tie up your best engineers for years"


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
    assert headline_of(texts, "for") == headline


@given(st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_a_headline_holds_no_half_quotation(texts: list[str]) -> None:
    headline = headline_of(texts, "for")
    assert headline.count("“") == headline.count("”")
    assert headline.count('"') % 2 == 0


def test_a_theme_is_the_headline_where_it_fits_most_sentences_and_no_other_fits_one() -> None:
    cheap, plain, audit = "It is cheaper to run.", "We pay a third of the old price.", "Every step can be audited."
    assert headline_of([cheap, cheap, plain], "for") == "Lower cost"
    assert headline_of([cheap, plain], "for") == "We pay a third of the old price"
    assert headline_of([cheap, cheap, audit], "for") == "Every step can be audited"


def test_two_themes_are_never_one_point() -> None:
    same = np.full((3, 4), 0.5, dtype=np.float32)
    evidence_of_two = [
        evidence("It is cheaper."),
        evidence("Every step can be audited."),
        evidence("The hall is cold."),
    ]
    points = group_points(evidence_of_two, lambda _: same)
    assert [
        {"It is cheaper.", "Every step can be audited."} <= {item.text for item in point.evidence} for point in points
    ] == [False, False]


def test_words_of_the_topic_do_not_make_two_arguments_one(embeddings: BundledEmbeddings) -> None:
    both = [
        evidence("School uniforms hide which family is poor."),
        evidence("School uniforms stop pupils from showing who they are."),
    ]
    assert len(group_points(both, embeddings.encode, read_topic("school uniforms"))) == 2


def test_a_harm_that_argues_for_is_one_of_the_alternative() -> None:
    text = "Suppliers of closed models raise their prices every year."
    assert headline_of([text], "for") == "Higher cost (of the alternative)"
    assert headline_of([text], "against") == "Higher cost"


@given(st.text(), st.integers(10, 200))
def test_trimming_keeps_the_limit_and_invents_no_word(text: str, max_chars: int) -> None:
    short = trim(text, max_chars)
    assert len(short) <= max_chars
    assert text.strip().startswith(short.removesuffix(" …"))


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
    ],
)
def test_a_headline_does_not_lose_what_its_sentence_says(text: str, headline: str) -> None:
    assert headline_of([text], "against") == headline
