"""Vectors made anew: the old ones answer until the new ones take over, and removed articles leave none behind."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from store import TryLater
from store.catalog import Filters
from store.search import Search
from store.vector_sets import VectorSets
from store.vectors import Vectors
from tests.store import killed
from tests.store.killed import NEW, OLD, encode, opened

Encoding = Callable[[Sequence[str]], Vectors]
WARD = "Ward {0} votes on its clerks\n\n" + " ".join(
    f"Ward {{0}} heard speaker {{0}}{k} on matter {{0}}{k}7." for k in range(12)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for number in range(4):
        (tmp_path / "articles" / f"{number}.txt").write_text(WARD.format(number))
    killed.run(tmp_path / "data", tmp_path / "articles")
    return tmp_path


def searchable(folder: Path, embedding: str) -> int:
    """How many passages a process with this embedding finds by their vectors."""
    catalog, index, _ = opened(folder / "data", embedding=embedding)
    with closing(catalog), closing(index):
        search = Search(catalog, index, encode, embedding_name=embedding)
        search.find("clerks")
        assert search.warning() is None
        return len(index.nearest(encode(["clerks"])[0], limit=50, filters=Filters()))


def test_the_old_vectors_answer_until_the_new_ones_are_complete(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data", embedding=NEW)
    answered = []

    def asked_meanwhile(texts: Sequence[str]) -> Vectors:
        answered.append(searchable(folder, OLD))
        return encode(texts)

    ingest._encode = asked_meanwhile
    with closing(catalog), closing(index):
        assert ingest.reindex() == 4
    assert answered
    assert set(answered) == {searchable(folder, NEW)}


def test_a_rebuild_that_was_stopped_goes_on_where_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.waiting.BATCH_PASSAGES", 1)
    made: list[str] = []

    def stopped_at_the_third(texts: Sequence[str]) -> Vectors:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(texts[0])
        return encode(texts)

    catalog, index, ingest = opened(folder / "data", embedding=NEW)
    with closing(catalog), closing(index):
        ingest._encode = stopped_at_the_third
        with pytest.raises(KeyboardInterrupt):
            ingest.reindex()
        assert VectorSets(catalog.engine).answering() == "passages"
        rest: list[str] = []
        ingest._encode = lambda texts: rest.append(texts[0]) or encode(texts)  # type: ignore[func-returns-value]
        assert ingest.reindex() == 4
        assert len(rest) < 4
        assert not set(rest) & {made[0]}


def test_what_is_ingested_while_vectors_are_rebuilt_is_in_the_new_ones(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data")
    (folder / "articles" / "late.txt").write_text(WARD.format(77))

    def ingested_meanwhile(texts: Sequence[str]) -> Vectors:
        killed.run(folder / "data", folder / "articles")
        return encode(texts)

    ingest._encode = ingested_meanwhile
    with closing(catalog), closing(index):
        assert ingest.reindex() == 5
        assert index.count() == catalog.passage_count()


def test_a_rebuild_that_ends_while_articles_come_in_takes_them_with_it(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data")
    (folder / "articles" / "late.txt").write_text(WARD.format(77))

    def rebuilt_meanwhile(texts: Sequence[str]) -> Vectors:
        other_catalog, other_index, other = opened(folder / "data")
        with closing(other_catalog), closing(other_index):
            other.reindex()
        return encode(texts)

    ingest._encode = rebuilt_meanwhile
    with closing(catalog), closing(index):
        receipts = list(ingest.run([folder / "articles"]))
        assert [receipt.status for receipt in receipts].count("refused") == 0
        assert index.count() == catalog.passage_count()
        assert catalog.count() == 5


def test_of_two_rebuilds_for_two_embeddings_the_later_wins_and_the_other_says_so(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data", embedding=NEW)
    begun: list[int] = []

    def another_meanwhile(texts: Sequence[str]) -> Vectors:
        if not begun:
            other_catalog, other_index, other = opened(folder / "data", embedding="third")
            with closing(other_catalog), closing(other_index):
                begun.append(other.reindex())
        return encode(texts)

    ingest._encode = another_meanwhile
    with closing(catalog), closing(index):
        with pytest.raises(TryLater, match="Another reindex"):
            ingest.reindex()
        assert catalog.remembered("embedding") == "third"
        assert index.count() == catalog.passage_count()


def test_an_article_that_fails_leaves_the_old_vectors_in_use(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data", embedding=NEW)

    def trips_over_ward_2(texts: Sequence[str]) -> Vectors:
        if any("Ward 2 " in text for text in texts):
            raise ValueError("no such token")
        return encode(texts)

    ingest._encode = trips_over_ward_2
    with closing(catalog), closing(index):
        with pytest.raises(TryLater, match=r"1 of 4 articles.*old vectors answer.*2\.txt.*no such token"):
            ingest.reindex()
        assert catalog.remembered("embedding") == OLD
        assert catalog.count() == 4


def test_a_removed_article_answers_nothing_and_leaves_no_vectors(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data")
    with closing(catalog), closing(index):
        article = catalog.by_origin(str(folder / "articles" / "2.txt"))
        assert article
        gone = {passage.id for passage in catalog.passages_of(article.id)}
        assert ingest.remove(article.id)
        assert not ingest.remove(article.id)
        assert catalog.keyword_ranks(["speaker"], limit=50, filters=Filters())
        assert not gone & {passage for passage, _ in catalog.keyword_ranks(["speaker"], limit=50, filters=Filters())}
        assert index.count() == catalog.passage_count()
        assert catalog.gone_count() == 0


def test_a_removal_that_was_killed_before_the_vectors_went_is_finished_by_the_next_run(folder: Path) -> None:
    catalog, index, ingest = opened(folder / "data")
    with closing(catalog), closing(index):
        article = catalog.by_origin(str(folder / "articles" / "2.txt"))
        assert article
        number = len(catalog.passages_of(article.id))
        assert catalog.remove(article.id, at=article.ingested_at)  # and no more: as if killed here
        assert index.count() == catalog.passage_count() + number
        assert catalog.gone_count() == number
        hits = Search(catalog, index, encode, embedding_name=OLD).find("Ward 2 heard speaker")
        assert article.id not in {hit.passage.article_id for hit in hits}
        assert list(ingest.run([])) == []
        assert index.count() == catalog.passage_count()
        assert catalog.gone_count() == 0


def test_the_copy_of_a_removed_article_counts_for_itself(folder: Path) -> None:
    (folder / "articles" / "copy.txt").write_text(WARD.format(2).replace("votes on", "decides about"))
    killed.run(folder / "data", folder / "articles")
    catalog, index, ingest = opened(folder / "data")
    with closing(catalog), closing(index):
        first = catalog.by_origin(str(folder / "articles" / "2.txt"))
        copy = catalog.by_origin(str(folder / "articles" / "copy.txt"))
        assert first
        assert copy
        assert copy.copy_of == first.id
        ingest.remove(first.id)
        alone = catalog.article(copy.id)
        assert alone
        assert alone.copy_of is None


def test_an_article_removed_while_its_vectors_are_made_leaves_none(folder: Path) -> None:
    (folder / "articles" / "late.txt").write_text(WARD.format(77))
    catalog, index, ingest = opened(folder / "data")

    def removed_meanwhile(texts: Sequence[str]) -> Vectors:
        other_catalog, other_index, other = opened(folder / "data")
        with closing(other_catalog), closing(other_index):
            for article_id in other_catalog.not_indexed():
                other.remove(article_id)
        return encode(texts)

    ingest._encode = removed_meanwhile
    with closing(catalog), closing(index):
        list(ingest.run([folder / "articles"]))
        assert catalog.count() == 4
        assert index.count() == catalog.passage_count()
