"""Whatever comes in: pages or problems, each with its reason in one line, and nothing else."""

import contextlib
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.articles import Facts
from store.errors import Refused
from store.pdf_text import text_of_pdf
from store.readers import Limits, Problem, read_pages
from store.sources import Source
from tests.store.readers.pdfs import report
from tests.store.readers.samples import HTML, PAGE, TEXT, mail, mailbox, read, reason, zipped

LIMITS = Limits(article_bytes=100_000)
ORIGINS = [
    "a.txt",
    "a.html",
    "a.eml",
    "a.mbox",
    "a.json",
    "a.jsonl",
    "a.zip",
    "a.gz",
    "-",
    "",
    "https://[::1",
    "\x00#.json",
]
LINES = json.dumps({"id": 1, "text": TEXT}) + "\n" + json.dumps({"title": "A", "body": HTML})
WHOLE = {
    "a.eml": mail(),
    "a.mbox": mailbox(mail(), mail()),
    "a.json": json.dumps([{"text": TEXT, "date": "2025"}]).encode(),
    "a.jsonl": LINES.encode(),
    "a.zip": zipped({"a.txt": TEXT.encode(), "b.html": PAGE.encode()}),
    "a.jsonl.gz": gzip.compress(LINES.encode(), mtime=0),
}


def check(data: bytes, origin: str, charset: str | None = None) -> None:
    found = list(read_pages(Source(origin, origin, data, charset=charset), limits=LIMITS))
    assert found
    for one in found:
        if isinstance(one, Problem):
            assert "; " in one.reason
            assert "\n" not in one.reason
            assert (one.name + one.reason).encode()
        else:
            assert one.text.strip()
            assert (one.origin + one.raw + one.text).encode()


@settings(deadline=None)
@given(st.binary(max_size=500), st.sampled_from(ORIGINS), st.sampled_from([None, "utf-16", "big5", "x"]))
def test_any_bytes_are_read_or_refused(data: bytes, origin: str, charset: str | None) -> None:
    check(data, origin, charset)


@settings(deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_any_damage_to_a_container_is_read_around_or_refused(origin: str, draw: st.DataObject) -> None:
    data = bytearray(WHOLE[origin])
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at : at + draw.draw(st.integers(0, 4))] = draw.draw(st.binary(max_size=6))
        data = data or bytearray(b"x")
    check(bytes(data), origin)


json_values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from([TEXT, HTML]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "title", "date", "url", "id", "author", "items", "x"]), inner, max_size=5
        )
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(json_values, st.sampled_from(["a.json", "a.jsonl", "-"]))
def test_any_json_is_read_or_refused(value: Any, origin: str) -> None:
    check(json.dumps(value).encode(), origin)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.binary(max_size=60))
def test_any_headers_of_a_mail_are_read_or_refused(subject: str, sender: str, date: str, body: bytes) -> None:
    head = f"From: {sender}\nSubject: {subject}\nDate: {date}\nMIME-Version: 1.0\nContent-Type: text/{date}\n\n"
    check(head.encode("utf-8", "surrogatepass") + body + TEXT.encode(), "a.eml")


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_any_damage_to_a_pdf_is_read_around_or_refused(draw: st.DataObject) -> None:
    data = bytearray(REPORT)
    for _ in range(draw.draw(st.integers(1, 5))):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at : at + draw.draw(st.integers(0, 30))] = draw.draw(st.binary(max_size=10))
    pages: tuple[str, ...] = ("refused",)
    with contextlib.suppress(Refused):
        pages = text_of_pdf(bytes(data)).pages
    assert isinstance(pages, tuple)


REPORT = report()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"\x00" * 5_000_000,
        lambda: b"<div>" * 10_000 + b"x",
        lambda: b"a" * 100_000_001,
        lambda: "\u202e\u200b\u2066".encode() * 100_000,
    ],
)
@pytest.mark.parametrize("origin", ["a.txt", "a.html", "a.eml", "a.json", "a.jsonl", "a.mbox"])
def test_what_is_made_to_hurt_is_refused_in_one_line(make: Callable[[], bytes], origin: str) -> None:
    reason(read(make(), origin))


def test_what_somebody_says_of_a_page_fills_what_it_does_not_say_itself() -> None:
    known = Facts(title="Boats talk", url="https://sound.example/feed", read_from={"title": "feed", "url": "feed"})
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="https://sound.example/boats">')
    (one,) = read_pages(Source("https://x.example/1", "x", page.encode(), facts=known))
    assert not isinstance(one, Problem)
    assert (one.facts.title, one.facts.url) == ("Boats talk", "https://sound.example/boats")
