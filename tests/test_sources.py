"""Promises of the list of articles: what a page calls itself is shown, never obeyed."""

import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from bot.brief.brief import Source
from bot.brief.terminal import source_line
from bot.sources import article_json, article_table
from bot.terminal import shown
from store import Article, Facts, Published

READ_AT = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)


def article(title: str | None, publisher: str | None = "Harbour Ledger", text: str = "The ferry was sold.") -> Article:
    facts = Facts(title=title, publisher=publisher, published=Published(2025, 11, 3))
    return Article("a1", text, "ferry.txt", facts, READ_AT)


def printed(table: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=200, force_terminal=True, color_system=None, highlight=False).print(table)
    return out.getvalue()


@pytest.mark.parametrize(
    "title",
    ["The [red]ferry[/red] is sold", "Sold [/]", "Sold :ship: today", "[link=https://evil.example]Ferry[/link]"],
)
def test_a_title_is_shown_as_it_is_written(title: str) -> None:
    assert title in printed(article_table([article(title)]))
    assert title in printed(article_table([article(None, text=title)]))
    assert title in printed(article_table([article("Ferry", publisher=title)]))


def test_a_title_cannot_steer_the_terminal() -> None:
    seen = printed(article_table([article("Ferry\x1b]0;owned\x07 \x9b31msold\nagain")]))
    assert not {"\x1b", "\x07", "\x9b"} & set(seen)
    assert "sold again" in seen


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_one_line_that_every_terminal_can_print(text: str) -> None:
    line = shown(text)
    assert len(line.splitlines()) <= 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)
    assert line.encode().decode() == line
    assert shown(line) == line


def test_plain_text_is_shown_unchanged() -> None:
    assert shown("Ärger  im Hafen — [/] :ship: ✓") == "Ärger  im Hafen — [/] :ship: ✓"


def test_a_day_without_a_year_is_said_as_in_a_brief() -> None:
    facts = Facts(title="Ferry", publisher="Harbour Ledger", published=Published(month=3, day=4, as_stated="4 March"))
    assert "4 March (no year stated)" in printed(article_table([Article("a1", "Text", "ferry.txt", facts, READ_AT)]))


@pytest.mark.parametrize(
    ("publisher", "agency", "expected"),
    [
        ("Tarn Wire", "Tarn Wire", "Tarn Wire"),
        ("TARN WIRE", "Tarn Wire", "TARN WIRE"),
        ("Harbour Ledger", "Tarn Wire", "Harbour Ledger (Tarn Wire)"),
        (None, "Tarn Wire", "unnamed publisher (Tarn Wire)"),
        ("Harbour Ledger", None, "Harbour Ledger"),
        (None, None, "unnamed publisher"),
    ],
)
def test_a_publisher_that_is_its_own_agency_is_named_once(
    publisher: str | None, agency: str | None, expected: str
) -> None:
    facts = Facts(title="Ferry", publisher=publisher, agency=agency)
    (_, line) = printed(article_table([Article("a1", "Text", "f", facts, READ_AT)])).splitlines()
    assert re.split(r" {2,}", line.strip()) == ["undated", expected, "Ferry", "a1"]
    source = Source(1, "a1", "Ferry", publisher, agency, None, None, None, None, "f")
    assert f"Ferry, {expected}, undated" in source_line(source)


def test_unknown_facts_are_null_in_json_and_said_in_the_table() -> None:
    unknown = Article("a1", "The ferry was sold.", "ferry.txt", Facts(), READ_AT)
    as_json = article_json(unknown, [])
    assert (as_json["title"], as_json["publisher"], as_json["published"]) == (None, None, None)
    seen = printed(article_table([unknown]))
    assert "undated" in seen
    assert "unnamed" in seen
    assert "untitled: The ferry was sold." in seen
