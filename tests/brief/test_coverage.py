import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.coverage import content_words, names_in, share_covered, stem, weights_of


def test_forms_of_one_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("restrict", "restricts", "restricted", "restrictions")}) == 1


def test_names_and_numbers_of_a_question_are_found() -> None:
    found = names_in("How many chips did Corvid Labs ship to the US in 2024?")
    assert set(found) == {"Corvid", "Labs", "2024"}


def test_a_question_in_capitals_names_only_its_numbers() -> None:
    assert set(names_in("HOW MANY CHIPS DID CORVID LABS SHIP IN 2024?")) == {"2024"}


def test_words_of_the_question_form_are_no_content() -> None:
    assert content_words("What’s changed, and how big is Corvid’s bill of $14,000?") == ["corvid", "bill", "14,000"]


@pytest.mark.parametrize(
    ("number", "text", "stands"),
    [
        ("14,000", "14,000 jobs were cut.", True),
        ("14,000", "14% of 2,000 jobs were cut.", False),
        ("14", "It cut 14,000 jobs.", False),
        ("14", "It cut 14% of jobs.", True),
        ("4", "Rook 4.5 is out.", False),
        ("2025", "Published on 2025-11-03.", True),
        ("Rook-4", "Rook 4 is out.", True),
        ("Rook-4", "Rook 40 is out.", False),
    ],
)
def test_a_number_stands_only_where_it_stands_whole(number: str, text: str, stands: bool) -> None:
    assert share_covered({number: 1.0}, text) == float(stands)


def test_a_name_in_the_possessive_is_the_name() -> None:
    assert set(names_in("How many berths are in Corvid's and Gull’s docks?")) == {"Corvid", "Gull"}


def test_a_name_keeps_its_number() -> None:
    found = names_in("How does Rook 4 differ from Rook 5 since November 3?")
    assert set(found) == {"Rook 4", "Rook 5", "November"}
    assert share_covered({"Rook 5": 1.0}, "Rook 4 was sold to 5 banks.") == 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = weights_of(["corvid", "models"], {"corvid": 1, "models": 90}, 100)
    assert weights["corvid"] > 3 * weights["models"]


@pytest.mark.parametrize(("text", "share"), [("Corvid ships models", 1.0), ("models only", 0.25), ("", 0.0)])
def test_the_share_of_weighted_words_is_counted(text: str, share: float) -> None:
    assert share_covered({"corvid": 3.0, "model": 1.0}, text) == share


@given(st.dictionaries(st.text(), st.floats(0.1, 10), max_size=5), st.text())
def test_the_share_lies_between_nothing_and_all(weights: dict[str, float], text: str) -> None:
    assert 0 <= share_covered(weights, text) <= 1 + 1e-9
