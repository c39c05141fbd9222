"""Promises about reading what people write."""

import pytest
from hypothesis import given

from bot.brief.question import MAX_QUESTION_CHARS
from bot.slack.incoming import asks_something, mentions, question_in
from tests.slack.briefs import hostile_text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@UBOT> What of open models?", "What of open models?"),
        ("What of open models, <@UBOT|evenhand>?", "What of open models, ?"),
        ("<@UBOT>", ""),
        ("  <@UBOT>\n\n ", ""),
        ("<@UBOT> R&amp;D at &lt;5%&gt;", "R&D at <5%>"),
        ("<@UBOT> see <https://a.example/x|this page> and <https://b.example>", "see this page and https://b.example"),
        ("<@UBOT> as in <#C1|general>, says <@U2>", "as in #general, says"),
        ("<@UBOT> <!here> since <!date^1763337600^{date_short}|17 Nov>", "since 17 Nov"),
        ("<@UBOT> *pros* and _cons_ of `snake_case` ~30%", "pros and cons of snake_case 30%"),
        ("<@UBOT> &amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ],
)
def test_a_question_is_what_the_person_meant(text: str, question: str) -> None:
    assert question_in(text, "UBOT") == question


@given(hostile_text)
def test_any_message_gives_a_question_of_bearable_length(text: str) -> None:
    question = question_in(text * 50, "UBOT")
    assert len(question) <= MAX_QUESTION_CHARS
    assert question == " ".join(question.split())


def test_only_a_real_mention_counts_as_one() -> None:
    assert mentions("so <@UBOT>, tell us", "UBOT")
    assert mentions("so <@UBOT|evenhand>, tell us", "UBOT")
    assert not mentions("UBOT is a bot, <@UBOTTLE> is not", "UBOT")
    assert not mentions("&lt;@UBOT&gt;", "UBOT")


@pytest.mark.parametrize(
    "text",
    [
        "", "?", "help", "Help!", "hello", "Hello everyone", "hi there :wave:", "Good morning, Evenhand!", "thanks!",
        "Thanks a lot 🙏", "thank you very much", "thx, great job", "Who are you?", "What can you do?", "ok",
        ":+1:", "👍", "test",
    ],
)  # fmt: skip
def test_greetings_and_thanks_ask_nothing(text: str) -> None:
    assert not asks_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "open models", "Hello, what about open models?", "Thanks! And closed ones?", "latest news", "Any news?",
        "What's new this week?", "what happened today", "2025?", "Was gibt es Neues?", "開放模型的優點",
        "news: :ship:",
    ],
)  # fmt: skip
def test_anything_else_is_a_question(text: str) -> None:
    assert asks_something(text)
