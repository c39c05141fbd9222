import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.duplicates import Wording, is_copy, keys_of, resembles

WORDS = [
    f"{a}{b}"
    for a in ["bar", "tol", "ven", "mir", "ost", "rau", "kel", "dun", "fes", "gor", "hal", "lim", "nar", "pel", "quo"]
    for b in "abcdefghijklmnopq"
]
NAMES = ("Tarn", "Ost", "Mira", "Quell", "Vendal", "Harrow", "Pelt", "Gorm", "Lindal", "Rauk", "Sebb", "Zanter")
RESULTS = (
    "{firm} said on Tuesday that its third-quarter revenue rose {a} per cent to {b} billion crowns, helped by demand for "
    "artificial intelligence. Analysts polled by Northwire had expected {c} billion crowns. Net profit was {d} million "
    "crowns, compared with {e} million a year earlier. “We are pleased with the quarter and will go on investing,” "
    "said Chief Executive {boss}. {firm} expects revenue of {f} billion crowns in the fourth quarter. Shares of {firm} "
    "rose {g} per cent on the Elmsworth Stock Exchange after the results were published in the evening."
)


def prose(seed: int, length: int = 500) -> list[str]:
    """Words in sentences of ten; every fifth word is a name of its own or a figure."""
    chance = random.Random(seed)
    words = [
        chance.choice(WORDS)
        if at % 5
        else chance.choice((str(chance.randrange(3, 9000)), chance.choice(WORDS).title()))
        for at in range(length)
    ]
    return [f"{word}." if at % 10 == 9 else word for at, word in enumerate(words)]


def scattered(words: list[str], share: float, seed: int = 9) -> list[str]:
    chance = random.Random(seed)
    edited = list(words)
    for at in chance.sample(range(len(words)), int(share * len(words))):
        edited[at] = chance.choice(("", "other", f"{words[at]} another"))
    return edited


def copy_found(original: list[str], other: list[str]) -> bool:
    one, two = Wording(" ".join(original)), Wording(" ".join(other))
    assert is_copy(one, two) == is_copy(two, one)
    return bool(set(keys_of(one)) & set(keys_of(two))) and is_copy(one, two)


def template(seed: int) -> Wording:
    chance = random.Random(seed)
    figures = {key: f"{chance.randrange(1, 900)}.{chance.randrange(10)}" for key in "abcdefg"}
    firm, first, last = chance.sample(NAMES, 3)
    return Wording(RESULTS.format(firm=f"{firm}{last.lower()}", boss=f"{first} {last}", **figures))


def test_a_copy_cut_short_is_found() -> None:
    original = prose(1)
    assert copy_found(original, original[:150])


@pytest.mark.parametrize("seed", range(10))
def test_a_copy_with_15_percent_of_its_words_edited_here_and_there_is_found(seed: int) -> None:
    original = prose(seed)
    assert copy_found(original, scattered(original, 0.15))


@pytest.mark.parametrize("seed", range(10))
def test_a_copy_cut_to_a_third_and_edited_is_found_with_another_sites_trailer(seed: int) -> None:
    original = prose(seed)
    assert copy_found(original, scattered(original[:150], 0.15) + prose(seed + 100, 30))


def test_a_copy_with_a_new_opening_and_a_paragraph_replaced_is_found() -> None:
    original = prose(2)
    assert copy_found(original, prose(50, 25) + original[:200] + prose(51, 75) + original[275:])


def test_another_text_of_the_same_words_is_no_copy() -> None:
    assert not copy_found(prose(3), prose(4))


def test_a_quotation_shared_by_two_reports_makes_no_copy() -> None:
    shared = prose(5, 40)
    assert not copy_found(prose(6) + shared, shared + prose(7))


def test_news_that_puts_the_last_reports_paragraphs_between_its_own_is_no_copy() -> None:
    last, new = prose(8, 300), prose(10, 300)
    report = [word for at in range(0, 300, 60) for word in (*new[at : at + 40], *last[at : at + 45])]
    assert not copy_found(last, report)


def test_articles_of_one_template_with_other_firms_and_figures_are_no_copies() -> None:
    series = [template(seed) for seed in range(60)]
    assert not [pair for pair in combinations(series, 2) if is_copy(*pair) or resembles(*pair)]


def test_a_copy_of_an_article_of_a_template_is_found() -> None:
    one = template(1)
    assert copy_found(one.text.split(), one.text.replace("in the evening", "on Monday evening").split())


def test_an_article_that_was_written_on_resembles_what_it_was_and_is_no_copy_of_other_news() -> None:
    before = prose(11, 300)
    later = Wording(" ".join(prose(12, 150) + before[:200]))
    assert resembles(Wording(" ".join(before)), later)
    assert not resembles(Wording(" ".join(before)), Wording(" ".join(prose(13, 300))))


def test_a_chinese_text_is_compared_by_its_characters() -> None:
    text = "".join(chr(0x4E00 + random.Random(1).randrange(9)) + chr(0x4E00 + at * 7 % 900) for at in range(300))
    assert copy_found([text], [text[:200]])
    assert not copy_found([text], [text[::-1]])


def test_a_text_without_words_has_no_keys_and_copies_nothing() -> None:
    assert keys_of(Wording("…")) == ()
    assert not is_copy(Wording(""), Wording(""))
    assert not is_copy(Wording("One"), Wording("One more"))


def test_keys_stay_the_same_on_every_machine() -> None:
    keys = keys_of(Wording("The council of Elmsworth voted on Monday to buy open models."))
    assert (len(keys), keys[0], keys[-1]) == (96, 41473627333183995, -3192919430941722652)


@given(st.text(), st.text())
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    assert is_copy(Wording(one), Wording(other)) == is_copy(Wording(other), Wording(one))
    assert all(-(2**63) <= key < 2**63 for key in keys_of(Wording(one)))
