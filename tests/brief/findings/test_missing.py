from hypothesis import given
from hypothesis import strategies as st

from bot.brief.findings.missing import unknown_names, what_is_missing
from bot.brief.findings.wanted import read_wanted

ARTICLE = "Corvid Labs sells a model. The Harbour Council buys it, said Ada Quill."


def is_known(word: str) -> bool:
    return word.lower() in ARTICLE.lower()


def missing(question: str, closest: str = ARTICLE) -> list[str]:
    wanted = read_wanted(question, is_name=lambda _: False)
    return what_is_missing(question, wanted, is_known, closest)


def test_a_name_that_no_article_has_is_named() -> None:
    assert missing("Why did Acme Robotics buy a model?") == ["“Acme Robotics” does not occur in any article."]


def test_a_name_is_recognised_though_the_whole_question_is_typed_small() -> None:
    assert missing("why did zephyrix buy a model") == ["“zephyrix” does not occur in any article."]


def test_a_mistyped_word_is_no_name() -> None:
    question = "what speaks agianst the model"
    assert unknown_names(question, read_wanted(question, is_name=lambda _: False), is_known) == []


def test_a_year_that_no_article_has_is_named() -> None:
    assert missing("What did Corvid Labs sell in 2019?") == ["Nothing in the corpus about 2019."]


def test_a_word_that_the_closest_article_lacks_is_named() -> None:
    assert missing("Why did Corvid Labs withdraw its model?") == [
        "Nothing on “withdraw” in the article that comes closest."
    ]


def test_a_name_that_only_other_articles_have_is_missing_from_the_closest() -> None:
    assert missing("Why did Corvid Labs sell to Ada Quill?", "Corvid Labs sells a model.") == [
        "Nothing on “Ada Quill” in the article that comes closest."
    ]


def test_a_question_about_something_else_lists_no_words() -> None:
    assert missing("How do glaciers shape valleys under thick winter ice?") == []


@given(st.text(), st.text())
def test_any_question_gets_whole_lines(question: str, closest: str) -> None:
    assert all(line.endswith(".") for line in missing(question, closest))
