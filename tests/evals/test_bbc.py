from pathlib import Path

from tests.evals.bbc import write_corpus

ARTICLES = [
    {"title": "Ferry stays in port", "body": "Ferry stays in port\n\nStrong wind kept the ferry from sailing."},
    {"title": "Rye is back ", "body": "Bakers sold more rye bread than ever."},
    {"title": "Rye is back", "body": "A second mill opened in the valley."},
]


def test_the_headline_is_not_in_the_article_that_it_asks_for(tmp_path: Path) -> None:
    rows = write_corpus(ARTICLES, tmp_path)
    by_query = {row["query"]: row["relevant"] for row in rows}
    (ferry,) = by_query["Ferry stays in port"]
    assert (tmp_path / ferry).read_text(encoding="utf-8") == "Strong wind kept the ferry from sailing.\n"


def test_articles_under_one_headline_are_both_right(tmp_path: Path) -> None:
    rows = write_corpus(ARTICLES, tmp_path)
    assert sorted(len(row["relevant"]) for row in rows) == [1, 2]


def test_the_sample_is_the_same_every_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert write_corpus(ARTICLES, tmp_path / "a", limit=2) == write_corpus(ARTICLES, tmp_path / "b", limit=2)
