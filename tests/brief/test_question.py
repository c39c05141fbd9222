import json
from datetime import date
from pathlib import Path

import pytest

from bot.brief.question import Question, read_question
from store.catalog import Filters

TITLES = Path(__file__).parents[1] / "evals" / "data" / "titles.jsonl"
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
        "What about open models?",
        "open weights?",
        "what are the risks of AI agents",
        "is AI regulation good for startups",
        "is it wrong to train on books?",
        "do we need stricter AI rules?",
        "why not ban facial recognition?",
        "is open source dangerous?",
        "is renting cheaper than buying?",
        "What do you think about robotaxis?",
        "what's your view on small models?",
        "Are robotaxis a danger to cyclists?",
        "is the cost of small models too high?",
        "compare small and large models",
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


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What do you think of robotaxis?", True),
        ("your opinion on small models?", True),
        ("do you recommend small models?", True),
        ("What do critics think of robotaxis?", False),
        ("robotaxis", False),
    ],
)
def test_asking_for_the_bots_own_opinion_is_known(text: str, asks: bool) -> None:
    assert read(text).asks_for_an_opinion is asks
    assert read(text).topic is not None


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Heron 2", True),
        ("Corvid Labs?", True),
        ("GPT-5", True),
        ("iPhone", True),
        ("Who is Heron?", False),
        ("penalty for late filing", False),
        ("US export controls", False),
        ("Open models", False),
        ("Open Models", False),
        ("hello", False),
    ],
)
def test_a_bare_name_is_known_as_one(text: str, is_name: bool) -> None:
    assert read(text).is_a_name is is_name


def test_a_request_names_no_topic() -> None:
    question = read("Summarise everything")
    assert (question.request, question.topic) == ("everything", None)


def test_a_publisher_named_as_the_source_becomes_a_filter() -> None:
    question = read("What are the arguments for open models according to the Harbour Ledger?")
    assert question.filters.publisher == "Harbour Ledger"
    assert question.topic is not None
    assert "ledger" not in question.topic.wording.lower()


def test_filters_given_outside_the_question_win() -> None:
    question = read("open models since October", Filters(since=date(2025, 11, 1)))
    assert question.filters.since == date(2025, 11, 1)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("gains in science from AI", None),
        ("How far is it from the verge of failure?", None),
        ("open models in Science", "Science"),
        ("open models from the Verge", "The Verge"),
        ("open models, according to the verge", "The Verge"),
        ("open models as reported in science", "Science"),
        ("open models by Ahoy!", "Ahoy!"),
    ],
)
def test_a_publisher_named_like_a_common_word_is_not_found_in_that_word(text: str, publisher: str | None) -> None:
    question = read_question(text, publishers=["Ahoy!", "Science", "The Verge"], today=date(2025, 11, 20))
    assert question.filters.publisher == publisher


def test_a_year_in_a_question_of_fact_is_when_it_happened() -> None:
    assert read("How many chips did Corvid Labs ship in 2023?").filters == Filters()
    assert read("arguments for open models in 2023").filters.since == date(2023, 1, 1)


def test_a_month_in_a_question_of_nothing_else_is_when_it_was_reported() -> None:
    assert read("What happened in October 2025?").filters.since == date(2025, 10, 1)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("arguments against open models", "against"),
        ("What speaks against open models?", "against"),
        ("what are the risks of AI agents", "against"),
        ("the case for open models", "for"),
        ("opponents of the AI Act", "against"),
        ("reasons not to adopt open models", "against"),
        ("supporters of sovereign AI", "for"),
        ("advantages of open models", "for"),
        ("arguments for and against open models", None),
        ("benefits and risks of AI agents", None),
        ("pros and cons of open models", None),
        ("advantages and disadvantages of open models", None),
        ("open models?", None),
        ("How many are for it?", None),
    ],
)
def test_a_question_for_one_side_is_known_as_such(text: str, side: str | None) -> None:
    assert read(text).side == side


@pytest.mark.parametrize("text", ["latest news", "What's new this week?", "any news?", "What happened in October?"])
def test_news_without_a_topic_is_asked_for_as_such(text: str) -> None:
    assert read(text).asks_for_news
    assert not read(f"{text.strip('?')} on open models?").asks_for_news


@pytest.mark.parametrize("text", ["hello", "thanks!", "good morning", "help"])
def test_a_greeting_asks_for_nothing(text: str) -> None:
    assert read(text).topic is None
    assert not read(text).asks_for_news


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was spricht für und gegen offene Modelle?", "German"),
        ("Warum steigen die Preise?", "German"),
        ("Quels sont les arguments pour et contre les modèles ouverts ?", "French"),
        ("¿Deberíamos prohibir el reconocimiento facial?", "Spanish"),
        ("Quali sono i rischi degli agenti AI?", "Italian"),
        ("Wat zijn de voordelen van open modellen?", "Dutch"),
        ("开源模型的优缺点是什么?", "Chinese"),
        ("オープンモデルの利点は?", "Japanese"),
        ("Каковы аргументы за открытые модели?", "Russian"),
        ("open weights?", None),
        ("What does the chancellor's office think of die stacking?", None),
        ("Qwen vs Llama", None),
        ("pros/cons of El Nino forecasts by AI", None),
        ("", None),
    ],
)
def test_a_question_in_another_language_is_known_as_such(text: str, language: str | None) -> None:
    assert read(text).language == language


def test_no_question_of_our_own_in_english_is_taken_for_another_language() -> None:
    questions = [json.loads(line)["question"] for line in TITLES.read_text("utf-8").splitlines()]
    assert [one for one in questions if read(one).language] == []


def test_a_day_in_a_question_about_it_alone_is_when_it_was_reported() -> None:
    filters = read("What happened on 13 November 2025?").filters
    assert filters.since == filters.until == date(2025, 11, 13)
    assert read("Who resigned from Corvid Labs on 13 November 2025?").filters == Filters()
    assert read("arguments for open models on 13 November 2025").filters.since == date(2025, 11, 13)


@pytest.mark.parametrize(
    ("question", "topic", "side"),
    [
        ("Why shouldn't we use agents?", "agents", None),
        ("Is it a mistake to ban phones in class?", "banning phones in class", None),
        ("Is lifting export controls wise?", "lifting export controls", None),
        ("Why are people against data centres?", "data centres", "against"),
        ("why do critics oppose open models?", "open models", "against"),
        ("Don't use open models", "banning open models", None),
        (":robot_face: open models :+1:", "open models", None),
        ("US vs China", "US", None),
        ("US chip policy", "US chip policy", None),
        ("Using agents", "agents", None),
    ],
)
def test_a_call_for_arguments_keeps_its_topic_and_its_side(question: str, topic: str, side: str | None) -> None:
    read = read_question(question, publishers=[], today=date(2025, 11, 20))
    assert read.topic is not None
    assert (read.intent, read.topic.wording, read.side) == ("for_and_against", topic, side)
    assert read.topic.terms
