import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.brief.findings.coverage import share_covered, weights_of


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = weights_of(["corvid", "models"], {"corvid": 1, "models": 90}, 100)
    assert weights["corvid"] > 3 * weights["models"]


def test_a_name_that_no_article_has_weighs_more_than_such_an_ordinary_word() -> None:
    weights = weights_of(["zephyrix", "before"], {}, 100)
    assert weights["zephyrix"] > weights["before"]


@pytest.mark.parametrize(("text", "share"), [("Corvid ships models", 1.0), ("models only", 0.25), ("", 0.0)])
def test_the_share_of_weighted_words_is_counted(text: str, share: float) -> None:
    assert share_covered({"corvid": 3.0, "model": 1.0}, text) == share


@given(st.dictionaries(st.text(), st.floats(0.1, 10), max_size=5), st.text())
def test_the_share_lies_between_nothing_and_all(weights: dict[str, float], text: str) -> None:
    assert 0 <= share_covered(weights, text) <= 1 + 1e-9
