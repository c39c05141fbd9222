import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.coverage import names_in, share_covered, stem, weights_of


def test_forms_of_one_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("restrict", "restricts", "restricted", "restrictions")}) == 1


def test_names_and_numbers_of_a_question_are_found() -> None:
    found = names_in("How many chips did Corvid Labs ship to the US in 2024?")
    assert set(found) == {"Corvid", "Labs", "2024"}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = weights_of(["corvid", "models"], {"corvid": 1, "models": 90}, 100)
    assert weights["corvid"] > 3 * weights["models"]


@pytest.mark.parametrize(("text", "share"), [("Corvid ships models", 1.0), ("models only", 0.25), ("", 0.0)])
def test_the_share_of_weighted_words_is_counted(text: str, share: float) -> None:
    assert share_covered({"corvid": 3.0, "model": 1.0}, text) == share


@given(st.dictionaries(st.text(), st.floats(0.1, 10), max_size=5), st.text())
def test_the_share_lies_between_nothing_and_all(weights: dict[str, float], text: str) -> None:
    assert 0 <= share_covered(weights, text) <= 1 + 1e-9
