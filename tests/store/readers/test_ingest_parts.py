"""Sources with several articles, and standard input, through the door that `evenhand ingest` uses."""

import json
import os
from pathlib import Path

import pytest

from store.catalog import Catalog
from store.ingest import Ingest
from store.readers import FieldMapping
from tests.store.readers.samples import TEXT, mail, mailbox, zipped

OTHERS = [TEXT.replace("ferry", boat).replace("Norrbad", f"{boat.title()}bad") for boat in ("canoe", "barge", "yacht")]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "news.mbox"
    short = mail(message_id="<short@x>", text="Lunch?", html=None)
    path.write_bytes(
        mailbox(mail(text=OTHERS[0], html=None), short, mail(message_id="<2@x>", text=OTHERS[1], html=None))
    )
    return path


def test_every_article_of_a_source_has_a_receipt_and_ingesting_twice_changes_nothing(
    ingest: Ingest, catalog: Catalog, box: Path
) -> None:
    first = list(ingest.run([box]))
    assert [receipt.origin for receipt in first] == [f"{box}#1@sound.example", f"{box}#short@x", f"{box}#2@x"]
    assert [receipt.status != "refused" for receipt in first] == [True, False, True]
    before = [(article.id, article.ingested_at) for article in catalog.articles()]
    assert [receipt.status for receipt in ingest.run([box])] == ["unchanged", "refused", "unchanged"]
    assert [(article.id, article.ingested_at) for article in catalog.articles()] == before


def test_progress_counts_the_articles_of_a_source_as_they_are_found(ingest: Ingest, box: Path) -> None:
    told: list[tuple[float, int]] = []
    list(ingest.run([box], lambda done, number: told.append((done, number))))
    assert told[-1] == (3, 3)


def test_json_is_read_by_the_fields_told(ingest: Ingest, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps({"kopf": "Boats talk", "inhalt": OTHERS[2]}))
    assert [receipt.status for receipt in ingest.run([path])] == ["refused"]
    (receipt,) = ingest.run([path], fields=FieldMapping.parse("title=kopf,text=inhalt"))
    assert (receipt.status, receipt.title) == ("indexed", "Boats talk")


def test_a_member_over_the_limit_is_refused_by_name(ingest: Ingest, tmp_path: Path) -> None:
    path = tmp_path / "week.zip"
    path.write_bytes(zipped({"huge.txt": os.urandom(6_000_000).hex().encode(), "a.txt": TEXT.encode()}))
    refused, taken = ingest.run([path])
    assert "EVENHAND_MAX_MB" in (refused.reason or "")
    assert taken.status == "indexed"


def test_standard_input_is_an_article_or_many_and_two_of_them_are_two(
    ingest: Ingest, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def piped(data: bytes) -> list[str]:
        (tmp_path / "piped").write_bytes(data)
        with (tmp_path / "piped").open() as standard_input:
            monkeypatch.setattr("sys.stdin", standard_input)
            return [receipt.status for receipt in ingest.run(["-"])]

    assert piped(OTHERS[0].encode()) == ["indexed"]
    assert piped(zipped({"a.txt": OTHERS[1].encode(), "b.txt": b""}))[1:] == ["refused"]
    assert piped(OTHERS[0].encode()) == ["unchanged"]
    assert piped(b"") == ["refused"]
    assert len(list(catalog.articles())) == 2


def test_closed_standard_input_is_refused_by_name(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    (receipt,) = ingest.run(["-"])
    assert (receipt.status, "closed" in (receipt.reason or "")) == ("refused", True)
