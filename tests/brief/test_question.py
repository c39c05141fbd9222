from datetime import date

import pytest

from bot.brief.question import Question, read_question
from store.catalog import Filters

PUBLISHERS = ["Harbour Ledger", "The Meridian Post"]


def read(text: str, filters: Filters | None = None) -> Question:
    return read_question(text, publishers=PUBLISHERS, today=date(2025, 11, 20), filters=filters)


@pytest.mark.parametrize(
    "text",
    [
        "What are the arguments for and against open models?",
        "pros and cons of an export ban on chips",
        "should we adopt Qwen?",
        "the case against open models",
        "closed vs open",
        "open weights?",
        "what are the risks of AI agents",
        "is AI regulation good for startups",
    ],
)
def test_a_question_of_opinion_asks_for_both_sides(text: str) -> None:
    assert read(text).intent == "for_and_against"


@pytest.mark.parametrize(
    "text",
    [
        "Who runs Corvid Labs?",
        "How much power does the new data centre draw?",
        "When does the licensing rule take effect?",
        "latest on export controls",
        "What did the ministry say about chips?",
    ],
)
def test_a_question_of_fact_asks_for_findings(text: str) -> None:
    assert read(text).intent == "findings"


def test_a_publisher_named_as_the_source_becomes_a_filter() -> None:
    question = read("What are the arguments for open models according to the Harbour Ledger?")
    assert question.filters.publisher == "Harbour Ledger"
    assert question.topic is not None
    assert "ledger" not in question.topic.wording.lower()


def test_filters_given_outside_the_question_win() -> None:
    question = read("open models since October", Filters(since=date(2025, 11, 1)))
    assert question.filters.since == date(2025, 11, 1)
