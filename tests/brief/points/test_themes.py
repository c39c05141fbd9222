from time import perf_counter

import pytest

from bot.brief.points.themes import theme_of


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The port is captive to a single supplier.", "Independence from vendors"),
        ("Laboratories learn from each other and build on one another’s work.", "Faster innovation"),
        ("It sets off a virtuous circle.", "Faster innovation"),
        ("There is no sound business case yet.", "No business model"),
        ("It is hard to earn anything with it.", "No business model"),
        ("It trails far behind its rivals.", "Weaker performance"),
        ("It brought the country goodwill.", "Soft power and reputation"),
        ("The firm has a business model and a company profile.", None),
        ("With respect to the harbour, nothing was decided.", None),
        ("Best practices were discussed.", None),
    ],
)
def test_a_theme_is_told_by_ordinary_words_with_their_direction(text: str, theme: str | None) -> None:
    assert theme_of(text) == theme


def test_a_very_long_text_is_read_in_no_time() -> None:
    started = perf_counter()
    assert theme_of("not cheap " * 5_000) is None
    assert perf_counter() - started < 10
