from datetime import datetime
from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.evidence import Evidence
from bot.brief.points import group_points, headline_of, independent_sources, trim
from bot.brief.themes import theme_of
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
    assert independent_sources(points[0].evidence) == 2


def test_a_copy_and_a_second_quotation_of_one_person_add_no_source() -> None:
    said = [
        evidence("It is cheaper.", article="a"),
        evidence("It is cheaper.", article="b", copy_of="a"),
        evidence("It saves money.", article="c", speaker="Ada Morrow, head of technology"),
        evidence("We save a lot.", article="d", speaker="Ada Morrow"),
    ]
    assert independent_sources(said[:2]) == 1
    assert independent_sources(said[2:]) == 1
    assert independent_sources(said) == 2


def test_points_with_more_sources_come_first_and_recent_ones_before_old_ones(embeddings: BundledEmbeddings) -> None:
    points = group_points(
        [
            evidence("Support desks answer at night, and open models have none: thin support is a worry.", day=1),
            evidence("Nobody can retire the model that you have downloaded.", day=9),
            evidence("The open model is cheaper to run.", day=2),
            evidence("Open models are cheaper for us.", day=2),
        ],
        embeddings.encode,
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


def test_speech_is_the_headline_without_its_attribution() -> None:
    text = "“Open models tie up your best engineers for years,” he said, adding that two had left."
    assert headline_of([text], "against") == "Open models tie up your best engineers for years"


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
