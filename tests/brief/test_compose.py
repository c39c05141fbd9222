from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bot.brief.brief import Brief
from bot.brief.compose import Corpus, compose
from bot.brief.evidence import DraftPoint
from bot.brief.question import read_question
from tests.brief.scripted import CHEAPER, HEADING, MISUSED

FOR = DraftPoint("for", "Lower cost", (CHEAPER,))
AGAINST = DraftPoint("against", "Nobody can recall a model", (MISUSED,))
FINDING = DraftPoint("neither", HEADING.text, (HEADING,))


def brief_of(question: str, drafts: Sequence[DraftPoint] = (), **corpus: Any) -> Brief:
    read = read_question(question, publishers=[], today=date(2025, 11, 20))
    known: dict[str, Any] = {"newest": "2025-11-10", "copies": {}, "closest": [], "articles": 9, "undated": 0}
    return compose(read, drafts, Corpus(**{**known, **corpus}), engine="extractive", notice=None)


def test_the_first_line_names_the_strongest_argument_of_each_side() -> None:
    assert brief_of("open models?", [FOR, AGAINST]).takeaway == (
        "One source for: lower cost. One source against: “Nobody can recall a model”."
    )


def test_a_side_without_points_is_said_to_be_unfound_and_no_more() -> None:
    brief = brief_of("open models?", [FOR])
    assert brief.takeaway.endswith("No clear argument against it found.")
    assert brief.not_covered == ("No clear argument against open models found.",)


@pytest.mark.parametrize(
    ("question", "drafts", "begins", "lacks"),
    [
        ("arguments against open models", [AGAINST], "One source against", "for it"),
        ("arguments against open models", [FOR, AGAINST], "One source against", "No clear"),
        ("arguments against open models", [FOR], "No clear argument against it found.", "Nothing"),
        ("the case for open models", [FOR], "One source for", "against"),
    ],
)
def test_the_side_asked_for_comes_first_and_the_other_is_not_missed(
    question: str, drafts: list[DraftPoint], begins: str, lacks: str
) -> None:
    takeaway = brief_of(question, drafts).takeaway
    assert takeaway.startswith(begins)
    assert lacks not in takeaway


def test_an_answer_to_a_question_of_fact_misses_no_side() -> None:
    assert brief_of("Who runs the docks?", [FINDING]).not_covered == ()


def test_silence_names_the_period_and_what_comes_closest() -> None:
    brief = brief_of("open models since October", closest=[CHEAPER.article])
    assert brief.intent == "not_covered"
    assert brief.not_covered == (
        "No stored article answers this (since 2025-10-01).",
        "Closest: “On weights”, Harbour Gazette, undated",
    )


def test_only_an_empty_corpus_has_no_article_to_answer_from() -> None:
    empty = "No article to answer from."
    assert brief_of("open models?", newest=None, articles=0).not_covered == (empty,)
    assert empty not in brief_of("open models?", newest=None, articles=1).not_covered


@pytest.mark.parametrize("drafts", [[], [FOR, AGAINST]])
def test_a_period_that_leaves_undated_articles_out_says_so(drafts: list[DraftPoint]) -> None:
    left_out = "2 articles without a date were left out."
    assert left_out in brief_of("open models since October", drafts, undated=2).not_covered
    assert left_out not in brief_of("open models", drafts, undated=2).not_covered
