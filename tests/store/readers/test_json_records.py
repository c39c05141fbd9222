import json
from collections.abc import Iterator
from typing import Any, Self

import pytest

from store import FixSetup
from store.readers import FieldMapping, Limits, read_pages
from store.sources import Source
from tests.store.readers.samples import HTML, TEXT, pages, problems, read, reason, texts

RECORD = {"headline": "Ferries learn to talk", "body": TEXT, "date": "2025-11-03", "link": "https://sound.example/1"}


def dumped(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "document",
    [
        RECORD,
        [RECORD],
        {"articles": [RECORD]},
        {"status": "ok", "response": {"total": 1, "docs": [RECORD]}},
    ],
)
@pytest.mark.parametrize("origin", ["a.json", "-", "a.txt"])
def test_articles_are_found_in_an_object_a_list_and_an_object_around_a_list(document: Any, origin: str) -> None:
    for data in (dumped(document), json.dumps(document, indent=2).encode()):
        (page,) = pages(read(data, origin))
        assert page.text == TEXT
        assert page.origin == f"{origin}#https://sound.example/1"
        assert (page.facts.title, page.facts.published.iso()) == ("Ferries learn to talk", "2025-11-03")
        assert page.facts.url == "https://sound.example/1"
        assert page.facts.read_from["title"] == "JSON field “headline”"


def test_one_object_a_line_is_one_article_a_line_and_a_bad_line_stops_no_other() -> None:
    lines = b"\n".join([dumped({"id": 1, "text": TEXT}), b"{broken", b"", b"17", dumped({"id": 2, "text": TEXT})])
    found = read(lines, "all.jsonl")
    assert [page.origin for page in pages(found)] == ["all.jsonl#1", "all.jsonl#2"]
    assert [problem.name for problem in problems(found)] == ["all.jsonl#line 2", "all.jsonl#line 4"]
    assert [page.origin for page in pages(read(lines, "all.json"))] == ["all.json#1", "all.json#2"]


def test_fields_are_mapped_by_the_names_told() -> None:
    record = {
        "kopf": "Ferries learn to talk",
        "meta": {"writer": "Ada Fenn", "day": "3 November 2025"},
        "t": {"x": TEXT},
    }
    told = "title=kopf, text=t.x ,author=meta.writer,published=meta.day"
    (page,) = pages(read(dumped([record]), "a.json", fields=told))
    facts = page.facts
    assert (facts.title, facts.author, facts.published.iso()) == ("Ferries learn to talk", "Ada Fenn", "2025-11-03")
    assert facts.read_from["author"] == "JSON field “meta.writer”"


def test_a_mapped_field_is_the_only_one_that_is_asked() -> None:
    record = {**RECORD, "title": "Another", "text": "Short."}
    (page,) = pages(read(dumped(record), "a.json", fields="text=body,title=nowhere"))
    assert page.facts.title is None


@pytest.mark.parametrize("told", ["title", "title=", "=x", "colour=x"])
def test_a_mapping_that_cannot_be_understood_says_what_to_write(told: str) -> None:
    with pytest.raises(FixSetup, match="FACT=FIELD"):
        FieldMapping.parse(told)


def test_names_and_lists_of_names_are_read() -> None:
    record = {
        "text": TEXT,
        "source": {"id": None, "name": "Sound Herald"},
        "authors": [{"name": "Ada Fenn"}, "Bo Chan"],
    }
    (page,) = pages(read(dumped(record), "a.json"))
    assert (page.facts.publisher, page.facts.author) == ("Sound Herald", "Ada Fenn and Bo Chan")


def test_html_in_a_field_is_read_as_html() -> None:
    assert list(texts(read(dumped({"content_html": HTML}), "feed.json"))) == [TEXT]


def test_an_article_without_id_is_called_by_its_content_so_that_a_new_one_above_changes_nothing() -> None:
    first, second = {"text": TEXT}, {"text": TEXT.replace("Monday", "Friday")}
    before = {page.origin for page in pages(read(dumped([first]), "a.json"))}
    after = {page.origin for page in pages(read(dumped([second, first]), "a.json"))}
    assert before < after
    assert len({page.origin for page in pages(read(dumped([first, first]), "a.json"))}) == 1


@pytest.mark.parametrize(
    "document", [{"a": [1, 2]}, [], {}, [{"title": "Only a title"}], [{"text": 7}], "x", 7, None, [[]]]
)
def test_json_without_an_article_is_refused_once(document: Any) -> None:
    reason(read(dumped(document), "a.json"))
    reason(read(dumped([document] * 30), "a.json"))


def test_the_fields_there_are_named_where_none_is_known() -> None:
    said = reason(read(dumped([{"überschrift": "A", "inhalt": TEXT}] * 50), "a.json"))
    assert "--map text=FIELD" in said
    assert "inhalt" in said


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"{",
        b"[{]",
        b'{"text": ' + b"9" * 5000 + b"}",
        b'{"text": "\\ud800"}',
        b"\xff\xfe{",
    ],
)
def test_broken_json_is_refused(data: bytes) -> None:
    reason(read(data, "a.json"))


def test_nul_and_halves_of_characters_in_a_field_do_not_reach_the_article() -> None:
    record = {"title": "Ferries \u202eklat\x00 \ud800", "text": f"\x00{TEXT}\u200b"}
    (page,) = pages(read(dumped(record), "a.json"))
    assert page.text == TEXT
    assert page.facts.title == "Ferries klat �"
    assert "\x00" not in page.raw


def test_a_line_over_the_limit_is_passed_over_and_the_next_is_read() -> None:
    lines = dumped({"id": 1, "text": "boat " * 9000}) + b"\n" + dumped({"id": 2, "text": TEXT})
    found = read(lines, "a.jsonl", limits=Limits(article_bytes=20_000))
    assert "EVENHAND_MAX_MB" in problems(found)[0].reason
    assert [page.origin for page in pages(found)] == ["a.jsonl#2"]


def test_lines_are_read_one_at_a_time() -> None:
    """A file of lines may be larger than the memory: what is read ahead stays small."""

    class Endless:
        """Lines without end, counting how many were asked for."""

        def __init__(self) -> None:
            self.read_bytes = 0
            self.line = dumped({"id": 1, "text": TEXT}) + b"\n"

        def read(self, size: int = -1) -> bytes:
            self.read_bytes += size
            return (self.line * (size // len(self.line) + 1))[:size]

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    endless = Endless()
    found: Iterator[Any] = read_pages(Source("a.jsonl", "a.jsonl", opener=lambda: endless))  # type: ignore[arg-type,return-value]
    for _ in range(3):
        next(found)
    assert endless.read_bytes <= 200_000


def test_a_password_in_an_address_is_kept_nowhere() -> None:
    record = {"title": "Boats", "text": TEXT, "url": "https://ada:secret@sound.example/boats"}
    (page,) = pages(list(read_pages(Source("a.json", "a.json", json.dumps(record).encode()))))
    assert page.facts.url == "https://sound.example/boats"
    assert page.origin == "a.json#https://sound.example/boats"
