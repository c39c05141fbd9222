"""Topics are read from questions as people type them in a channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.topic import read_topic

OPEN_MODELS = (
    "What are the arguments for and against open models?",
    "the case against open models",
    "open weights?",
    "open-source AI",
    "why not use open models",
    "Pros/cons of open weights",
    "arguments for open models since October",
    "Can you tell me about open-source models, please?",
    "<@U012AB3CD> what speaks for open models?",
    "Should banks use open models instead of proprietary ones?",
    "open vs closed",
    "open models or closed models?",
)


@pytest.mark.parametrize("question", OPEN_MODELS)
def test_every_wording_of_open_models_is_the_same_topic(question: str) -> None:
    topic = read_topic(question)
    expected = read_topic("open models")
    assert topic is not None
    assert expected is not None
    assert (topic.terms, topic.opposite) == (expected.terms, expected.opposite)
    assert "open-weight model" in topic.terms
    assert "proprietary model" in topic.opposite


@pytest.mark.parametrize("question", ["closed models", "why would anyone use closed models", "closed vs open"])
def test_closed_models_are_the_reverse_of_open_models(question: str) -> None:
    closed, opened = read_topic(question), read_topic("open models")
    assert closed is not None
    assert opened is not None
    assert (closed.terms, closed.opposite) == (opened.opposite, opened.terms)
    assert closed.read_as == "closed models, weighed against open models"


@pytest.mark.parametrize(
    ("question", "wording", "term"),
    [
        ("pros and cons of an export ban on chips", "export ban on chips", "chip curb"),
        ("is AI regulation good for startups", "AI regulation", "ai act"),
        ("should we adopt Qwen?", "Qwen", "qwen"),
        ("latest on DeepSeek", "DeepSeek", "deepseek"),
        ("benefits and risks of sovereign AI", "sovereign AI", "digital sovereignty"),
        ("What do critics say about the AI Act?", "AI Act", "ai regulation"),
        ("Do export controls work?", "export controls", "export curb"),
        ("What's the case for a four-day week?", "four-day week", "four day week"),
        ("building data centers", "data centres", "data center"),
        ("We should not ban facial recognition", "facial recognition", "face recognition"),
    ],
)
def test_the_wording_is_the_noun_phrase_and_the_terms_hold_what_articles_call_it(
    question: str, wording: str, term: str
) -> None:
    topic = read_topic(question)
    assert topic is not None
    assert topic.wording == wording
    assert term in topic.terms


@pytest.mark.parametrize(
    "question",
    [
        "Should we ban facial recognition?",
        "facial recognition should be banned",
        "We should not use facial recognition",
    ],
)
def test_a_refusal_is_about_the_ban_and_weighs_it_against_the_thing(question: str) -> None:
    topic = read_topic(question)
    assert topic is not None
    assert topic.wording == "banning facial recognition"
    assert "ban on facial recognition" in topic.terms
    assert "facial recognition" in topic.opposite
    assert not set(topic.terms) & set(topic.opposite)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", "hello", "help", "thanks!", "what's new this week?", "What are the arguments for and against?"],
)
def test_a_text_without_a_subject_has_no_topic(text: str) -> None:
    assert read_topic(text) is None


@given(st.text(max_size=300))
def test_any_text_gives_no_topic_or_one_with_lower_case_terms(text: str) -> None:
    topic = read_topic(text)
    assert topic is None or (topic.wording and topic.terms and all(term == term.lower() for term in topic.terms))


@given(st.sampled_from(["open models", "Qwen", "nuclear power"]), st.text(alphabet=" ?!.,*`\t", max_size=20))
def test_punctuation_and_marks_around_a_topic_change_nothing(wording: str, noise: str) -> None:
    topic = read_topic(f"{noise} {wording} {noise}")
    assert topic is not None
    assert topic.terms == getattr(read_topic(wording), "terms", None)
