"""Promises of the vectors' store."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
import pytest

from store import Article, Facts, FixSetup, Passage, Published, TryLater
from store.catalog import Filters
from store.index import Index
from tests.conftest import NOW

QUERY = np.ones(384, dtype=np.float32) / np.sqrt(384, dtype=np.float32)


def test_nothing_is_opened_before_its_first_use(tmp_path: Path) -> None:
    Index(tmp_path / "chroma").close()
    assert not (tmp_path / "chroma").exists()


def test_threads_that_come_at_once_open_chroma_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    connect = chromadb.PersistentClient

    def counted(**how: Any) -> Any:
        opened.append(how)
        return connect(**how)

    monkeypatch.setattr(chromadb, "PersistentClient", counted)
    index = Index(tmp_path / "chroma")
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: index.nearest(QUERY, limit=3, filters=Filters()), range(8)))
    index.close()
    assert found == [[]] * 8
    assert len(opened) == 1


def test_a_closed_index_opens_again(tmp_path: Path) -> None:
    index = Index(tmp_path / "chroma")
    assert index.count() == 0
    index.close()
    index.close()
    assert index.count() == 0
    index.close()


def test_a_folder_that_cannot_be_used_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("not a folder")
    with pytest.raises(FixSetup, match="evenhand reindex"):
        Index(tmp_path / "chroma").count()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(since=date(2025, 1, 3)),  # nearly all pass
        Filters(until=date(2025, 1, 6)),  # few do
        Filters(since=date(2025, 1, 5), until=date(2025, 1, 20), publisher="northwire"),
        Filters(publisher="nobody"),
        Filters(publisher="nobody", or_publishers=("northwire",)),
    ],
)
def test_filters_leave_the_nearest_of_those_that_pass(index: Index, filters: Filters) -> None:
    dice = np.random.default_rng(1)
    vectors = dice.standard_normal((60, 384), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    articles = [_article(number) for number in range(60)]
    index.put(articles, [Passage(f"{a.id}:0", a.id, 0, 0, 4, "Text") for a in articles], vectors)
    passing = [number for number, article in enumerate(articles) if _is_wanted(article, filters)]
    expected = sorted(passing, key=lambda number: -float(vectors[number] @ vectors[0]))[:4]
    found = index.nearest(vectors[0], limit=4, filters=filters)
    assert [passage_id for passage_id, _ in found] == [f"{number}:0" for number in expected]


def test_an_article_may_have_more_passages_than_chroma_takes_at_once(index: Index) -> None:
    article, number = _article(1), 6_000
    vectors = np.random.default_rng(1).standard_normal((number, 384), dtype=np.float32)
    passages = [Passage(f"1:{n}", "1", n, 0, 4, "Text") for n in range(number)]
    index.put([article], passages, vectors)
    assert index.count() == number
    index.drop([passage.id for passage in passages[2:]])
    assert index.known([passage.id for passage in passages]) == {"1:0", "1:1"}


def test_vectors_that_chroma_does_not_take_are_a_failure_that_may_pass(index: Index) -> None:
    too_short = np.ones((1, 3), dtype=np.float32)
    index.put([_article(1)], [Passage("1:0", "1", 0, 0, 4, "Text")], np.ones((1, 384), dtype=np.float32))
    with pytest.raises(TryLater, match="dimension"):
        index.put([_article(2)], [Passage("2:0", "2", 0, 0, 4, "Text")], too_short)


def _article(number: int) -> Article:
    """One of each day from January on, every tenth undated; every third of an agency."""
    day = date(2025, 1, 1) + timedelta(days=number)
    published = Published() if number % 10 == 0 else Published(day.year, day.month, day.day)
    facts = Facts(publisher="Harbour Ledger", agency=None if number % 3 else "Northwire", published=published)
    return Article(str(number), "Text", f"{number}.txt", facts, NOW)


def _is_wanted(article: Article, filters: Filters) -> bool:
    first, last = article.facts.published.earliest(), article.facts.published.latest()
    if filters.since and (first is None or first < filters.since):
        return False
    if filters.until and (last is None or last > filters.until):
        return False
    return filters.publisher is None or (article.facts.agency or "").lower() in filters.publishers
