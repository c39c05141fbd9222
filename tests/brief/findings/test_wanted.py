import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.findings.wanted import Wanted, content_words, names_in, newest_first, read_wanted, written_as_names

TEXT = "The clerks of Gull Quay buy from Corvid Labs. Only Gull Quay pays; a quay costs money."


def wanted(question: str) -> Wanted:
    return read_wanted(question, is_name=written_as_names([TEXT]).__contains__)


def test_names_and_numbers_of_a_question_are_found() -> None:
    found = names_in("How many chips did Corvid Labs ship to the US in 2024?")
    assert found == ["Corvid", "Labs", "2024"]


def test_a_question_in_capitals_names_only_its_numbers() -> None:
    assert names_in("HOW MANY CHIPS DID CORVID LABS SHIP IN 2024?") == ["2024"]


def test_a_name_in_the_possessive_is_the_name() -> None:
    assert names_in("How many berths are in Corvid's and Gull’s docks?") == ["Corvid", "Gull"]


def test_a_name_keeps_its_number() -> None:
    assert names_in("How does Rook 4 differ from Rook 5 since November 3?") == ["Rook 4", "Rook 5", "November"]


def test_names_are_known_from_the_articles_where_the_question_writes_them_small() -> None:
    assert wanted("why did corvid labs leave").names == (("corvid",),)
    assert wanted("why did corvid labs leave").verb == "leave"
    assert wanted("does the quay pay").names == ()


def test_an_ordinary_word_is_no_name_though_few_articles_write_it_small() -> None:
    assert read_wanted("which company will win with ai", is_name=lambda _: True).names == ()


def test_words_that_only_ask_are_not_looked_for() -> None:
    assert content_words("What’s changed, and how big is Corvid’s bill of $14,000?") == ["corvid", "bill", "14,000"]
    assert content_words("What is your opinion of the latest news, please?") == []


def test_a_verb_of_two_words_stays_together() -> None:
    assert content_words("Why did Corvid put up its prices?") == ["corvid", "put up", "prices"]


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("Why did Corvid Labs withdraw its model?", "withdraw"),
        ("how much was corvid fined?", "fined"),
        ("How did Corvid explain that it cancelled the plan?", "cancelled"),
        ("Who invested in Corvid?", "invested"),
        ("Who will replace Corvid?", "replace"),
        ("Why did the clerks leave?", None),
        ("Corvid?", None),
    ],
)
def test_what_a_question_says_of_its_first_name_is_its_verb(question: str, verb: str | None) -> None:
    assert wanted(question).verb == verb


@pytest.mark.parametrize(
    ("question", "nouns"),
    [
        ("Which law firm advised Corvid?", ("law", "firm")),
        ("How many berths did Corvid let?", ("berths",)),
        ("Where is Corvid's headquarters?", ("headquarters",)),
        ("What did Corvid say?", ()),
    ],
)
def test_what_a_question_asks_for_is_found(question: str, nouns: tuple[str, ...]) -> None:
    assert wanted(question).nouns == nouns


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much does it cost?", "figure"),
        ("What were Corvid's sales?", "figure"),
        ("When does it start?", "date"),
        ("Who said so?", "name"),
        ("Why did it stop?", "any"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, kind: str) -> None:
    assert wanted(question).kind == kind


def test_the_latest_is_asked_for_in_so_many_words() -> None:
    assert newest_first("What's the latest on Corvid?")
    assert not newest_first("What did Corvid say about renewal?")


def test_words_that_narrow_the_articles_are_not_looked_for_in_them() -> None:
    read = read_wanted("Corvid's plans since October 2025", is_name=lambda _: False, narrowed={"october", "2025"})
    assert "october" not in read.words
    assert read.numbers == ()


@given(st.text())
def test_any_text_can_be_taken_apart(text: str) -> None:
    read = read_wanted(text, is_name=lambda word: len(word) > 3)
    assert all(word == word.lower() for word in read.words)
