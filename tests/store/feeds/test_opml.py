"""Promises of lists of feeds."""

import pytest

from store.errors import Refused
from store.feeds.fields import web_address
from store.feeds.opml import Listed, read_opml, write_opml

OPML = """<?xml version="1.0"?><opml version="1.1"><body><outline text="News">
<outline type="rss" text="Quay &amp; Co" xmlUrl="https://quay.example/rss?a=1&amp;b=2"/>
<outline text="again" xmlURL="https://quay.example/rss?a=1&amp;b=2"/>
<outline type="rss" text="Secret" xmlUrl="file:///etc/passwd"/><outline text="a page" htmlUrl="https://x.example"/>
</outline></body></opml>"""


def test_folders_are_flattened_and_what_is_no_web_address_is_named() -> None:
    outlines = read_opml(OPML.encode())
    assert outlines.feeds == [Listed("https://quay.example/rss?a=1&b=2", "Quay & Co")]
    assert outlines.refused == ["file:///etc/passwd"]


def test_what_is_exported_can_be_imported() -> None:
    feeds = [Listed("https://a.example/?x=1&y=<2>", 'A "quoted" & <odd> title'), Listed("https://b.example/f", None)]
    assert read_opml(write_opml(feeds).encode()).feeds == [
        feeds[0],
        Listed("https://b.example/f", "https://b.example/f"),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"no xml", b"<rss/>", b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>']
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_opml(data)


def test_a_title_that_no_xml_can_hold_is_exported_without_what_it_cannot() -> None:
    (feed,) = read_opml(write_opml([Listed("https://a.example/f", "Quay\x00 \x1b[31m\u202eNews")]).encode()).feeds
    assert feed.title == "Quay [31mNews"


@pytest.mark.parametrize("character", ["\x1b", "\x9b", "\u202e", "\x00"])
def test_an_address_holds_no_invisible_characters(character: str) -> None:
    assert web_address(f"https://a.example/{character}x", "") is None
