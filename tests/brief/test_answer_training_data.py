"""What the model learns answers from is whole, even, and drawn with near misses."""

import json
import random
from pathlib import Path

import pytest

from bot.brief.models.answers import answer_articles, draw_asked

PORT = {
    "title": "Port of Elmsworth buys a crane",
    "sentences": [
        "The port of Elmsworth has bought a crane for two million euros.",
        "Its harbour master, Ada Morrow, said that the old one had rusted through.",
        "The crane arrives in May.",
    ],
}
QUESTIONS = [
    {"question": "When does the crane arrive?", "answers": [2], "kind": "fact"},
    {"question": "How much did the old crane cost?", "answers": [], "kind": "detail"},
]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    lines = [PORT, *QUESTIONS, {**PORT, "title": "Second"}, QUESTIONS[0]]
    (tmp_path / "ports.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return tmp_path


def test_questions_belong_to_the_article_above_them(written: Path) -> None:
    first, second = answer_articles(written)
    assert [len(first.questions), len(second.questions)] == [2, 1]
    assert first.questions[0] == ("When does the crane arrive?", frozenset({2}), "fact")


def test_an_example_reads_the_sentence_first_then_title_and_the_sentence_before(written: Path) -> None:
    article = answer_articles(written)[0]
    example = article.asked(*article.questions[0][:2], 2)
    assert example.answers
    assert example.read == (
        "When does the crane arrive?",
        f"The crane arrives in May. | {article.title} | {article.sentences[1]}",
    )


def test_an_unanswered_question_is_drawn_with_the_sentence_nearest_to_its_words(written: Path) -> None:
    drawn = list(draw_asked(answer_articles(written), random.Random(1)))
    unanswered = [one for one in drawn if one.question == "How much did the old crane cost?"]
    assert not any(one.answers for one in unanswered)
    assert any("the old one had rusted" in one.text or "bought a crane" in one.text for one in unanswered)
    assert any(one.answers for one in drawn)


def test_our_questions_are_about_half_answered_and_name_sentences_that_exist() -> None:
    articles = answer_articles()
    answered = [bool(answers) for article in articles for _, answers, _ in article.questions]
    assert len(answered) >= 2_500
    assert 0.45 <= sum(answered) / len(answered) <= 0.55
    for article in articles:
        assert article.questions, article.title
        for _, answers, _ in article.questions:
            assert all(0 <= number < len(article.sentences) for number in answers), article.title


def test_about_a_tenth_of_the_articles_is_not_trained_on() -> None:
    articles = answer_articles()
    assert 0.05 <= sum(article.held_out for article in articles) / len(articles) <= 0.15
