import random

from store.duplicates import closest_copy, prints_of

WORDS = [f"word{number}" for number in range(2000)]


def prose(seed: int, length: int = 500) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def copy_found(original: list[str], other: list[str]) -> bool:
    own, theirs = prints_of(" ".join(other)), prints_of(" ".join(original))
    shared = len(own & theirs)
    return closest_copy(len(own), {"original": shared} if shared else {}, {"original": len(theirs)}) == "original"


def test_a_copy_cut_short_is_found() -> None:
    original = prose(1)
    assert copy_found(original, original[:200])


def test_a_copy_with_a_tenth_of_its_words_changed_is_found() -> None:
    original = prose(2)
    edited = [word if i % 10 else "other" for i, word in enumerate(original)]
    assert copy_found(original, edited)


def test_another_text_of_the_same_words_is_no_copy() -> None:
    assert not copy_found(prose(3), prose(4))


def test_a_quotation_shared_by_two_reports_makes_no_copy() -> None:
    shared = prose(5, 40)
    assert not copy_found(prose(6) + shared, shared + prose(7))


def test_a_text_too_short_for_a_shingle_copies_nothing() -> None:
    assert prints_of("Too short") == frozenset()
    assert closest_copy(0, {}, {}) is None
