"""Full disks, folders that vanish and databases that are busy: one line that says what to do, or correct work."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from store import FixSetup
from store.catalog import Filters
from store.search import Search
from store.vectors import Vectors
from tests.store import killed
from tests.store.killed import OLD, encode, opened

WARD = "Ward {0} votes on its clerks\n\n" + " ".join(
    f"Ward {{0}} heard speaker {{0}}{k} on matter {k}." for k in range(40)
)
FULL_DISK = """
import resource, sys
from contextlib import closing
from pathlib import Path
from store.errors import EvenhandError
from tests.store import killed
data, articles, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
try:
    catalog, index, ingest = killed.opened(data)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    with closing(catalog), closing(index):
        for receipt in ingest.run([articles]):
            print(receipt.line())
except EvenhandError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for number in range(30):
        (tmp_path / "articles" / f"{number:02}.txt").write_text(WARD.format(number))
    return tmp_path


@pytest.fixture
def few_open(folder: Path) -> Path:
    """A data folder with a third of the articles."""
    for number in range(10, 30):
        (folder / "articles" / f"{number}.txt").rename(folder / f"{number}.txt")
    killed.run(folder / "data", folder / "articles")
    for number in range(10, 30):
        (folder / f"{number}.txt").rename(folder / "articles" / f"{number}.txt")
    return folder


def complete(folder: Path) -> None:
    """Every article that answers has all its vectors, and another run makes it all right."""
    catalog, index, ingest = opened(folder / "data")
    with closing(catalog), closing(index):
        if (folder / "data" / "chroma" / "chroma.sqlite3").exists():
            answering = [passage.id for one in catalog.articles() for passage in catalog.passages_of(one.id)]
            assert index.known(answering) == set(answering)
        list(ingest.run([folder / "articles"]))
        assert catalog.count() == 30
        assert index.count() == catalog.passage_count()
        assert len(index.nearest(encode(["x"])[0], limit=300, filters=Filters())) == index.count()


@pytest.mark.parametrize("more_bytes", [0, 60_000, 200_000])
def test_a_full_disk_is_named_in_one_line_and_nothing_half_indexed_answers(few_open: Path, more_bytes: int) -> None:
    files = [file for file in (few_open / "data").rglob("*") if file.is_file()]
    limit = max(file.stat().st_size for file in files) + more_bytes  # no file may grow beyond: as with a full disk
    command = [sys.executable, "-c", FULL_DISK, str(few_open / "data"), str(few_open / "articles"), str(limit)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 0 or done.stderr.count("\n") == 1, done.stderr
    assert done.returncode == 0 or "free space" in done.stderr or "try again" in done.stderr
    assert more_bytes or done.returncode or "refused" in done.stdout
    complete(few_open)


def test_a_chroma_folder_that_vanishes_while_articles_come_in_is_filled_again(few_open: Path) -> None:
    catalog, index, ingest = opened(few_open / "data")
    gone: list[bool] = []

    def removed_once(texts: Sequence[str]) -> Vectors:
        if not gone:
            shutil.rmtree(few_open / "data" / "chroma")
            gone.append(True)
        return encode(texts)

    ingest._encode = removed_once
    with closing(catalog), closing(index):
        receipts = list(ingest.run([few_open / "articles"]))
        assert not [receipt.line() for receipt in receipts if receipt.status == "refused"]
        search = Search(catalog, index, encode, embedding_name=OLD)
        search.find("clerks")
        assert search.warning() is None or "reindex" in (search.warning() or "")
        list(ingest.run([few_open / "articles"]))
        assert index.count() == catalog.passage_count()
        search.find("clerks")
        assert search.warning() is None


def test_a_catalog_that_another_holds_is_refused_by_name_and_the_next_run_goes_on(few_open: Path) -> None:
    catalog, index, ingest = opened(few_open / "data")
    holder = sqlite3.connect(few_open / "data" / "catalog.sqlite", isolation_level=None, check_same_thread=False)

    def busy(texts: Sequence[str]) -> Vectors:
        if not holder.in_transaction:
            holder.execute("BEGIN IMMEDIATE")
        return encode(texts)

    with catalog.engine.connect() as db:
        db.exec_driver_sql("PRAGMA busy_timeout=0")
    ingest._encode = busy
    with closing(catalog), closing(index):
        receipts = list(ingest.run([few_open / "articles"]))
    refused = [receipt.line() for receipt in receipts if receipt.status == "refused"]
    holder.close()
    assert refused
    assert all("busy with another run" in line for line in refused)
    complete(few_open)


def test_a_chroma_folder_that_cannot_be_written_says_so_in_one_line(few_open: Path) -> None:
    shutil.rmtree(few_open / "data" / "chroma")
    (few_open / "data" / "chroma").write_text("in the way")
    catalog, index, ingest = opened(few_open / "data")
    with closing(catalog), closing(index), pytest.raises(FixSetup, match=r"cannot be written.*run the same command"):
        list(ingest.run([few_open / "articles"]))
    (few_open / "data" / "chroma").unlink()
    complete(few_open)
