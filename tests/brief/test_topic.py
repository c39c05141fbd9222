"""Topics are read from questions as people type them in a channel."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.topic import Topic, read_topic
from tests.brief.polarity_table import POLARITIES

TITLES = Path(__file__).parents[1] / "evals" / "data" / "titles.jsonl"
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
    "What speaks for and what speaks against open models?",
    "Could someone sum up the debate on open models?",
)


def topic_of(question: str) -> Topic:
    """The topic of a question that has one."""
    topic = read_topic(question)
    assert topic is not None
    return topic


@pytest.mark.parametrize("question", OPEN_MODELS)
def test_every_wording_of_open_models_is_the_same_topic(question: str) -> None:
    topic, expected = topic_of(question), topic_of("open models")
    assert (topic.terms, topic.opposite) == (expected.terms, expected.opposite)
    assert "open-weight model" in topic.terms
    assert "proprietary model" in topic.opposite


@pytest.mark.parametrize("question", ["closed models", "why would anyone use closed models", "closed vs open"])
def test_closed_models_are_the_reverse_of_open_models(question: str) -> None:
    closed, opened = topic_of(question), topic_of("open models")
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
        ("AI and jobs", "AI and jobs", "entry-level jobs"),
        ("layoffs", "AI and jobs", "laid off"),
        ("vendor lock-in", "vendor lock-in", "switching costs"),
        ("data centres", "data centres", "server hall"),
        ("We should not ban facial recognition", "facial recognition", "face recognition"),
    ],
)
def test_the_wording_is_the_noun_phrase_and_the_terms_hold_what_articles_call_it(
    question: str, wording: str, term: str
) -> None:
    topic = topic_of(question)
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
    topic = topic_of(question)
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
    assert topic_of(f"{noise} {wording} {noise}").terms == topic_of(wording).terms


@pytest.mark.parametrize(("question", "wording", "term", "opposite"), POLARITIES, ids=[row[0] for row in POLARITIES])
def test_a_topic_has_the_polarity_of_its_question(question: str, wording: str, term: str, opposite: str) -> None:
    topic = topic_of(question)
    assert topic.wording == wording
    assert term in topic.terms
    assert opposite in topic.opposite if opposite else not topic.opposite
    assert not set(topic.terms) & set(topic.opposite)


@pytest.mark.parametrize(
    ("question", "wording", "versus"),
    [
        ("closed vs open", "closed models", "open models"),
        ("closed or open models?", "closed models", "open models"),
        ("open models instead of closed ones", "open models", "closed models"),
        ("are small models better than large ones?", "small models", "large models"),
        ("Chinese or American models?", "Chinese models", "American models"),
        ("cloud or on-prem?", "cloud AI", "AI on own servers"),
        ("voluntary or mandatory safety tests?", "voluntary safety tests", "mandatory safety tests"),
        ("is fine-tuning better than prompting?", "fine-tuning", "prompting"),
        ("build or buy?", "building in-house", "buying"),
        ("self-host or hosted?", "AI on own servers", "cloud AI"),
        ("should we self-host or use hosted models?", "self-hosting", "hosted models"),
        ("Compare small and large models", "small models", "large models"),
        ("should we build or buy our chatbot?", "building our chatbot", "buying our chatbot"),
        ("rent or own GPUs?", "renting GPUs", "owning GPUs"),
        ("is renting GPUs cheaper than buying them?", "renting GPUs", "buying GPUs"),
        ("ban or regulate facial recognition?", "banning facial recognition", "regulating facial recognition"),
    ],
)
def test_a_choice_between_two_knows_both(question: str, wording: str, versus: str) -> None:
    topic = topic_of(question)
    assert (topic.wording, topic.versus) == (wording, versus)
    assert topic.opposite
    assert versus in topic.read_as


@pytest.mark.parametrize(
    ("question", "wording", "rival"),
    [
        ("Qwen versus Llama", "Qwen", "Llama"),
        ("Should we use Qwen or Llama?", "Qwen", "Llama"),
        ("nuclear power vs solar", "nuclear power", "solar"),
        ("compare Marlin and Osprey", "Marlin", "Osprey"),
        ("is Marlin 2 better than Osprey?", "Marlin 2", "Osprey"),
        ("Is Marlin cheaper than Osprey", "Marlin", "Osprey"),
        ("what's the difference between Marlin and Osprey?", "Marlin", "Osprey"),
        ("How does Marlin compare to Osprey?", "Marlin", "Osprey"),
    ],
)
def test_of_two_things_among_many_blame_of_one_is_no_praise_of_the_other(
    question: str, wording: str, rival: str
) -> None:
    topic = topic_of(question)
    assert (topic.wording, topic.versus, topic.opposite) == (wording, "", ())
    assert topic.read_as == f"{wording} by itself, as what speaks against {rival} need not speak for it"
    assert topic.also == rival


@pytest.mark.parametrize(
    "question",
    ["arguments for or against open models", "open models or not?", "Does AI regulation help or hurt small companies?"],
)
def test_an_or_that_does_not_compare_names_no_rival(question: str) -> None:
    assert topic_of(question).versus == ""


@pytest.mark.parametrize(
    ("question", "wording", "also"),
    [
        ("what are the pros and cons of export controls and of the EU AI Act?", "export controls", "EU AI Act"),
        ("open models and data centres: arguments?", "open models", "data centres"),
        ("agents, robotaxis and synthetic data: pros and cons", "agents", "robotaxis and synthetic data"),
        ("Should we adopt open models? And what about data centres?", "open models", "data centres"),
        ("arguments for remote work and for shorter weeks", "remote work", "shorter weeks"),
        ("research and development with AI", "research and development with AI", ""),
        ("AI and jobs", "AI and jobs", ""),
        ("risks of agents in banks and in hospitals", "agents in banks and in hospitals", ""),
    ],
)
def test_of_two_topics_the_first_is_read_and_the_second_is_known(question: str, wording: str, also: str) -> None:
    topic = topic_of(question)
    assert (topic.wording, topic.also) == (wording, also)


@pytest.mark.parametrize("part", ["develop", "held_out"])
def test_nine_titles_in_ten_are_noun_phrases_that_could_be_printed(part: str) -> None:
    rows = [row for row in map(json.loads, TITLES.read_text("utf-8").splitlines()) if row["part"] == part]
    read = [getattr(read_topic(row["question"]), "wording", "").lower() for row in rows]
    good = sum(title in map(str.lower, row["titles"]) for row, title in zip(rows, read, strict=True))
    assert len(rows) == 40
    assert good >= 0.9 * len(rows)


def test_a_question_that_cannot_be_worded_heads_the_brief_as_it_was_typed() -> None:
    question = "<@U012AB3CD> should everything we do with AI be logged and what would it cost?"
    topic = topic_of(question)
    assert topic.wording == "should everything we do with AI be logged and what would it cost?"
    assert topic.read_as == "the question's own words"
