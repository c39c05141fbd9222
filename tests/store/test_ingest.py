import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from store import FixSetup, TryLater
from store.catalog import Catalog, Filters
from store.embed import BundledEmbeddings
from store.index import Index
from store.ingest import Ingest
from store.search import Search
from store.sources import Source
from store.vectors import Encode, Vectors
from store.waiting import Receipt
from tests.conftest import NOW

ARTICLE = """Elmsworth moves its clerks to open models

By Ada Fenn
Harbour Ledger
November 3, 2025

The council of Elmsworth voted on Monday to move its clerks from a proprietary assistant to open models that it runs itself.

The town expects to spend a third less on software next year, said Ada Morrow, who leads its technology office.

Two councillors voted against the plan because nobody in the building could say who answers when the model fails at night.

The change begins in January with the planning office and is to reach every department before the summer of next year.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "elmsworth.txt").write_text(ARTICLE)
    return folder


def state(catalog: Catalog, index: Index) -> tuple[list[object], int]:
    return [(a.id, a.text, a.facts, a.ingested_at) for a in catalog.articles()], index.count()


def run(ingest: Ingest, *sources: Path) -> list[Receipt]:
    return list(ingest.run(sources))


def test_ingesting_twice_changes_nothing(ingest: Ingest, catalog: Catalog, index: Index, folder: Path) -> None:
    assert [receipt.status for receipt in run(ingest, folder)] == ["indexed"]
    before = state(catalog, index)
    assert [receipt.status for receipt in run(ingest, folder)] == ["unchanged"]
    assert state(catalog, index) == before


def test_an_article_can_be_found_once_it_is_ingested(
    ingest: Ingest, catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    run(ingest, folder)
    hits = Search(catalog, index, embeddings.encode, embedding_name=embeddings.name).find(
        "Who is liable when a model breaks down at night?"
    )
    assert "nobody in the building" in hits[0].passage.text
    assert (
        Search(catalog, index, embeddings.encode, embedding_name=embeddings.name).find(
            "x", filters=Filters(publisher="Other")
        )
        == []
    )


def test_bad_input_is_refused_by_name_and_the_rest_goes_on(ingest: Ingest, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "huge.txt").write_bytes(b"word " * 2_100_000)
    receipts = {Path(receipt.origin).name: receipt for receipt in run(ingest, folder, folder / "missing.txt")}
    assert receipts["elmsworth.txt"].status == "indexed"
    for name in ("empty.txt", "picture.txt", "huge.txt", "missing.txt"):
        assert receipts[name].status == "refused"
        assert receipts[name].reason
        assert name in receipts[name].line()
    assert "EVENHAND_MAX_MB" in (receipts["huge.txt"].reason or "")


def test_a_file_that_turned_bad_leaves_the_stored_article_alone(
    ingest: Ingest, catalog: Catalog, index: Index, folder: Path
) -> None:
    run(ingest, folder)
    before = state(catalog, index)
    (folder / "elmsworth.txt").write_bytes(b"\x00\x01\x02")
    assert [receipt.status for receipt in run(ingest, folder)] == ["refused"]
    assert state(catalog, index) == before


def test_a_changed_file_updates_its_article(ingest: Ingest, catalog: Catalog, folder: Path) -> None:
    (first,) = run(ingest, folder)
    (folder / "elmsworth.txt").write_text(ARTICLE.replace("a third less", "a quarter less"))
    (second,) = run(ingest, folder)
    assert second.article_id == first.article_id
    (article,) = catalog.articles()
    assert "a quarter less" in article.text


def test_a_run_stopped_before_its_vectors_were_stored_is_finished_by_the_next(
    catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    def power_cut(_texts: object) -> npt.NDArray[np.float32]:
        raise KeyboardInterrupt

    def now() -> datetime:
        return NOW

    with pytest.raises(KeyboardInterrupt):
        run(Ingest(catalog, index, power_cut, embedding_name=embeddings.name, now=now), folder)
    assert list(catalog.articles()) == []
    assert run(Ingest(catalog, index, embeddings.encode, embedding_name=embeddings.name, now=now)) == []
    (article,) = catalog.articles()
    assert index.count() == len(catalog.passages_of(article.id))


def test_vectors_of_two_models_are_never_mixed(
    ingest: Ingest, catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    run(ingest, folder)
    other = Ingest(catalog, index, embeddings.encode, embedding_name="other-model", now=lambda: NOW)
    with pytest.raises(FixSetup, match="evenhand reindex"):
        run(other, folder)
    assert other.reindex() == 1
    assert run(other, folder)[0].status == "unchanged"


def test_chroma_is_rebuilt_from_the_catalog(ingest: Ingest, catalog: Catalog, index: Index, folder: Path) -> None:
    run(ingest, folder)
    before = state(catalog, index)
    index.drop_collections_but([])
    index.reopen()
    assert index.count() == 0
    ingest.reindex()
    assert state(catalog, index) == before


def test_a_bot_that_is_running_finds_what_another_process_ingests(
    catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path, tmp_path: Path
) -> None:
    search = Search(catalog, index, embeddings.encode, embedding_name=embeddings.name)
    assert search.find("clerks") == []
    command = [str(Path(sys.executable).parent / "evenhand"), "ingest", str(folder)]
    subprocess.run(
        command, env={**os.environ, "EVENHAND_DATA": str(tmp_path / "data")}, check=True, capture_output=True
    )
    (best, *_) = search.find("Who is liable when a model breaks down at night?")
    assert best.dense > 0.2
    assert search.warning() is None


def test_lost_vectors_are_noticed_by_a_question_and_mended_by_the_next_run(
    ingest: Ingest, catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    run(ingest, folder)
    index.drop_collections_but([])
    index.reopen()
    search = Search(catalog, index, embeddings.encode, embedding_name=embeddings.name)
    assert search.find("clerks")
    assert "evenhand reindex" in (search.warning() or "")
    run(ingest, folder)
    search.find("clerks")
    assert search.warning() is None


def test_a_question_is_not_asked_of_another_models_vectors(
    ingest: Ingest, catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    run(ingest, folder)
    with pytest.raises(FixSetup, match="evenhand reindex"):
        Search(catalog, index, embeddings.encode, embedding_name="other-model").find("clerks")


def test_one_file_has_one_origin_whatever_its_path(ingest: Ingest, folder: Path) -> None:
    run(ingest, folder)
    assert [receipt.status for receipt in run(ingest, folder / ".." / "articles" / "elmsworth.txt")] == ["unchanged"]


def test_strange_names_and_things_that_are_no_files_are_refused_and_the_rest_goes_on(
    ingest: Ingest, folder: Path
) -> None:
    os.mkfifo(folder / "pipe.txt")
    Path(os.fsdecode(os.fsencode(str(folder)) + b"/caf\xe9.txt")).write_text(ARTICLE)
    sources = [Path("x" * 300), Path("~nosuchuser/x"), Path("/dev/zero"), Path("https://example.org/a"), folder]
    receipts = run(ingest, *sources)
    assert [receipt.status for receipt in receipts].count("refused") == 6
    assert [receipt.status for receipt in receipts].count("indexed") == 1
    for receipt in receipts:
        receipt.line().encode()


def write_articles(folder: Path, number: int) -> None:
    for n in range(number):
        of_its_own = " ".join(f"Ward {n} heard speaker {n * 100 + k} on matter {n * 31 + k * 7}." for k in range(12))
        (folder / f"ward-{n:02}.txt").write_text(f"Ward {n} votes on its clerks\n\n{of_its_own}\n")


@pytest.fixture
def ingest_with(catalog: Catalog, index: Index, embeddings: BundledEmbeddings) -> Callable[..., Ingest]:
    def build(encode: Encode = embeddings.encode, now: Callable[[], datetime] = lambda: NOW) -> Ingest:
        return Ingest(catalog, index, encode, embedding_name=embeddings.name, now=now)

    return build


def statuses(receipts: Iterable[Receipt]) -> dict[str, str]:
    return {Path(receipt.origin).name: receipt.status for receipt in receipts}


def test_an_article_whose_vectors_fail_is_refused_by_name_and_the_rest_goes_on(
    ingest_with: Callable[..., Ingest], catalog: Catalog, embeddings: BundledEmbeddings, folder: Path
) -> None:
    write_articles(folder, 3)

    def trips_over_ward_1(texts: Sequence[str]) -> Vectors:
        if any("Ward 1 " in text for text in texts):
            raise ValueError("no such token")
        return embeddings.encode(texts)

    ingest = ingest_with(trips_over_ward_1)
    receipts = run(ingest, folder)
    expected = {
        "elmsworth.txt": "indexed",
        "ward-00.txt": "indexed",
        "ward-01.txt": "refused",
        "ward-02.txt": "indexed",
    }
    assert statuses(receipts) == expected
    assert "no such token" in (receipts[2].reason or "")
    assert statuses(run(ingest, folder / "elmsworth.txt")) == {"elmsworth.txt": "unchanged", "ward-01.txt": "refused"}
    with pytest.raises(TryLater, match="1 of 4 articles"):
        ingest.reindex()
    assert len(list(catalog.articles())) == 3
    assert statuses(run(ingest_with(), folder)) == {**dict.fromkeys(expected, "unchanged"), "ward-01.txt": "indexed"}


def test_what_a_killed_run_left_counts_as_indexed_by_the_run_that_finishes_it(
    ingest_with: Callable[..., Ingest], catalog: Catalog, folder: Path
) -> None:
    write_articles(folder, 2)

    def killed(_texts: object) -> Vectors:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(ingest_with(killed), folder)
    assert catalog.count() == 0
    names = ["elmsworth.txt", "ward-00.txt", "ward-01.txt"]
    assert statuses(run(ingest_with(), folder)) == dict.fromkeys(names, "indexed")
    assert statuses(run(ingest_with(), folder)) == dict.fromkeys(names, "unchanged")


@pytest.mark.parametrize("when", ["it has read the file", "it makes the vectors"])
def test_of_two_runs_at_once_one_counts_an_article(
    ingest_with: Callable[..., Ingest], embeddings: BundledEmbeddings, folder: Path, when: str
) -> None:
    others: list[Receipt] = []

    def meanwhile() -> None:
        if not others:
            others.extend(run(ingest_with(), folder))

    def now() -> datetime:
        meanwhile()
        return NOW + timedelta(seconds=1)

    def encode(texts: Sequence[str]) -> Vectors:
        meanwhile()
        return embeddings.encode(texts)

    first = ingest_with(now=now) if when == "it has read the file" else ingest_with(encode)
    receipts = [*run(first, folder), *others]
    assert sorted(receipt.status for receipt in receipts) == ["indexed", "unchanged"]


def test_a_question_says_what_is_not_indexed_yet_and_who_finishes_it(
    ingest_with: Callable[..., Ingest], catalog: Catalog, index: Index, embeddings: BundledEmbeddings, folder: Path
) -> None:
    said: list[str | None] = []

    def asked_meanwhile(texts: Sequence[str]) -> Vectors:
        said.append(Search(catalog, index, embeddings.encode, embedding_name=embeddings.name).warning())
        return embeddings.encode(texts)

    run(ingest_with(asked_meanwhile), folder)
    assert "1 stored article is not indexed yet" in (said[0] or "")
    assert "still at work" in (said[0] or "")
    assert "evenhand ingest" in (said[0] or "")
    assert "reindex" not in (said[0] or "")


def test_a_file_named_twice_is_counted_once(ingest: Ingest, folder: Path) -> None:
    receipts = run(ingest, folder, folder / "elmsworth.txt")
    assert [receipt.status for receipt in receipts] == ["indexed", "unchanged"]


def test_receipts_come_as_soon_as_articles_are_searchable(ingest: Ingest, catalog: Catalog, folder: Path) -> None:
    write_articles(folder, 90)
    receipts = ingest.run([folder])
    first = next(receipts)
    assert first.status == "indexed"
    assert catalog.count() < 90
    assert len(list(receipts)) == 90
    again = ingest.run([folder])
    (folder / "ward-01.txt").unlink()
    assert [next(again).status, next(again).status] == ["unchanged", "unchanged"]


def test_progress_rises_within_a_long_article_and_ends_with_all_done(ingest: Ingest, folder: Path) -> None:
    long = " ".join(f"In ward {n} the council heard speaker {n * 7} on its clerks and models." for n in range(800))
    (folder / "long.txt").write_text(long)
    told: list[tuple[float, int]] = []
    list(ingest.run([folder, folder / "missing.txt"], lambda done, number: told.append((done, number))))
    assert told == sorted(told)
    assert len({done for done, _ in told}) > 3
    assert told[-1] == (3, 3)


def test_a_link_that_leads_nowhere_is_refused_under_its_own_name(ingest: Ingest, folder: Path) -> None:
    link = folder / "link.txt"
    link.symlink_to(folder / "gone.txt")
    for source in (link, folder):
        (receipt,) = [one for one in run(ingest, source) if one.status == "refused"]
        assert receipt.origin == str(link)
        assert "link to" in (receipt.reason or "")
        assert "gone.txt" in (receipt.reason or "")


def test_what_was_fetched_is_ingested_like_a_file(ingest: Ingest, catalog: Catalog) -> None:
    fetched = Source("https://sound.example/boats", "sound.example/boats", ARTICLE.encode())
    assert [receipt.status for receipt in ingest.run([fetched])] == ["indexed"]
    assert [receipt.status for receipt in ingest.run([fetched])] == ["unchanged"]
    assert catalog.by_origin("https://sound.example/boats")
