import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.findings.meanings import is_listed, is_meant_in, stands_in, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("restrict", "restricts", "restricted", "restrictions"),
        ("drop", "dropped", "dropping"),
        ("boss", "bosses"),
        ("seven", "7"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(word) for word in forms}) == 1


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("14,000", "14,000 jobs were cut.", True),
        ("14,000", "14% of 2,000 jobs were cut.", False),
        ("14", "It cut 14,000 jobs.", False),
        ("14", "It cut 14% of jobs.", True),
        ("4", "Rook 4.5 is out.", False),
        ("2025", "Published on 2025-11-03.", True),
        ("Rook-4", "Rook 4 is out.", True),
        ("Rook-4", "Rook 40 is out.", False),
        ("Rook 5", "Rook 4 was sold to 5 banks.", False),
        ("Corvid", "Corvid’s model is out.", True),
    ],
)
def test_a_word_stands_only_where_it_stands_whole(word: str, text: str, stands: bool) -> None:
    assert stands_in(word, text) is stands


def test_a_word_is_meant_where_another_answers_for_it() -> None:
    assert is_meant_in("fined", "The court imposed a penalty.")
    assert is_meant_in("job cuts", "The dismissals and layoffs were announced.")
    assert not is_meant_in("welcomed", "The union rejected the plan.")


def test_what_answers_for_a_synonym_need_not_answer_for_the_word() -> None:
    assert is_meant_in("fine", "a penalty")
    assert is_meant_in("sanction", "a blacklist")
    assert not is_meant_in("fine", "a blacklist")


def test_two_words_may_be_one() -> None:
    assert is_listed("put up")
    assert not is_listed("put nothing")


@given(st.text(min_size=1), st.text())
def test_a_word_that_stands_in_a_text_is_meant_there(word: str, text: str) -> None:
    assert is_meant_in(word, text) or not stands_in(word, text)


def test_a_number_is_the_same_with_and_without_its_commas() -> None:
    assert stands_in("14000", "It sold 14,000 units.")
    assert stands_in("14,000", "It sold 14000 units.")
    assert not stands_in("14", "It sold 14,000 units.")
