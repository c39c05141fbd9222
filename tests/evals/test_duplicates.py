from tests.evals.bbc_edits import MANNERS, pairs
from tests.evals.duplicates import exact_figures, figures_of

ARTICLES = [
    {
        "title": f"Harbour {number} is closed",
        "body": " ".join(
            f"Gauge {at * 13 + number * 101} at Quay {chr(65 + at % 26)}{number} reads {at * number + 3} metres."
            for at in range(30)
        ),
    }
    for number in range(2, 2 + 2 * len(MANNERS))
]


def test_each_manner_of_editing_is_made_and_found() -> None:
    rows = list(pairs(ARTICLES, half="even"))
    assert {row["manner"] for row in rows if row["same"]} == {manner for manner, _ in MANNERS}
    assert rows == list(pairs(ARTICLES, half="even"))
    figures = figures_of(rows)
    assert (figures["precision"], figures["recall"]) == (1.0, 1.0)


def test_an_article_is_never_its_own_neighbour() -> None:
    twice = [*ARTICLES, *ARTICLES]
    assert all(row["a"] != row["b"] for row in pairs(twice, half="odd"))


def test_articles_that_come_twice_are_counted_and_found() -> None:
    figures = exact_figures([*ARTICLES, *ARTICLES[:3]])
    assert (figures["exact"], figures["exact_found"], figures["marked_as_copies"]) == (3, 3, 3)
