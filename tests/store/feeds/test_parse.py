"""Promises of reading feeds: what they state is read, traps are refused, and nothing is ever fetched."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Refused
from store.feeds.items import Feed
from store.feeds.parse import parse_feed
from tests.store.feeds.site import LONG, item, rss

URL = "https://ledger.example/feed"


def parse(text: str) -> Feed:
    return parse_feed(text.encode(), URL)


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Ships &amp;amp; Harbours</title>
<link href="https://ships.example/"/><entry><id>urn:1</id><title>One &amp;lt; two</title><link href="/a/1"/>
<published>2025-11-03T23:30:00-05:00</published><updated>2025-11-09T08:00:00Z</updated>
<author><name>Ada Fenn</name></author><author><name>Bo Chan</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text of one.</p></div></content></entry>
<entry><id>urn:2</id><title>Two</title><updated>2025-11-09T08:00:00Z</updated></entry></feed>"""


def test_an_atom_feed_states_its_items() -> None:
    feed = parse(ATOM)
    one, two = feed.items
    assert (feed.title, feed.site, feed.warning) == ("Ships & Harbours", "https://ships.example/", None)
    assert (one.guid, one.url, one.author) == ("urn:1", "https://ledger.example/a/1", "Ada Fenn, Bo Chan")
    assert (one.published, one.content) == ("2025-11-03T23:30:00-05:00", "<p>Text of one.</p>")
    assert two.published is None, "a change is no publication"


def test_an_rss_feed_states_its_items() -> None:
    one = "<item><title>A &amp;amp; B</title><link>/one</link><author>ada@h.example (Ada Fenn)</author></item>"
    feed = parse(rss(one, item(2, whole="<p>Whole.</p>", teaser="Short."), item(3, date="")))
    first, second, third = feed.items
    assert (first.guid, first.title, first.author) == ("https://ledger.example/one", "A & B", "Ada Fenn")
    assert (second.content, second.published) == ("<p>Whole.</p>", "Mon, 03 Nov 2025 09:40:00 +0100")
    assert third.published is None


def test_a_json_feed_states_its_items() -> None:
    stated = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay",
        "home_page_url": "https://quay.example/",
        "items": [
            {
                "id": 7,
                "url": "/7",
                "title": "Seven",
                "content_html": "<p>Seven ships.</p>",
                "date_published": "2025-11",
            },
            {"id": "8", "content_text": "a < b\n\nc", "authors": [{"name": "Ada Fenn"}, {"url": "x"}, 3]},
            "no item",
            {"title": "nameless"},
        ],
    }
    feed = parse_feed(json.dumps(stated).encode(), URL)
    seven, eight = feed.items
    assert (feed.title, feed.warning) == ("Quay", "2 items are broken and left out")
    assert (seven.guid, seven.url, seven.published) == ("7", "https://ledger.example/7", "2025-11")
    assert (eight.content, eight.author) == ("<p>a &lt; b</p><p>c</p>", "Ada Fenn")


def test_every_transcript_of_an_episode_is_kept() -> None:
    tags = "".join(f'<podcast:transcript url="/t.{kind}" type="text/{kind}"/>' for kind in ("vtt", "srt", "html"))
    (episode,) = parse(rss(item(more=tags + '<podcast:transcript url="file:///etc/passwd"/>'))).items
    assert [one.url for one in episode.transcripts] == [f"https://ledger.example/t.{k}" for k in ("vtt", "srt", "html")]


@pytest.mark.parametrize(
    "broken",
    [
        rss(item(whole=LONG, title="x")).replace("<title>x", "<title>Fish & chips&nbsp;&unknown; today"),
        rss(item(whole=LONG)).replace("</channel></rss>", ""),
        rss(item(whole=LONG)).replace("<channel>", "<channel>\x00\x08"),
        rss(item(whole=LONG)).replace("</guid>", ""),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(broken: str) -> None:
    feed = parse(broken)
    assert "Norrbad" in feed.items[0].content
    assert feed.warning is None or "broken" in feed.warning


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-8-sig", "windows-1252", "iso-8859-1"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + rss(item(title="Café über Øre"))
    assert parse_feed(text.encode(encoding), URL).items[0].title == "Café über Øre"


BOMB = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' + rss("<item><title>&b;</title></item>")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (BOMB.encode(), "entities"),
        (BOMB.encode("utf-16"), "entities"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + BOMB.encode("utf-7"), "no feed|broken|entities"),
        (
            rss("<item><description>" + "<div>" * 10_000 + "</div>" * 10_000 + "</description></item>").encode(),
            "nested",
        ),
        (rss("<item>" * 10_000).encode(), "nested"),
        (b"<rss>" + b"&lt;" * 600_000 + b"</rss>", "500,000"),
        (b"<" * 400_000, "broken"),
        (b"&" * 400_000, "broken"),
        (b"", "broken"),
        (b"\x00" * 1000, "broken"),
        (b"https://127.0.0.1/feed", "broken"),
        (b"/etc/passwd", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no feed"),
        (b"{" * 100_000, "JSON"),
        (b'{"version": "2"}', "JSON Feed"),
        (b"<!DOCTYPE html><html><head></head></html>", "web page"),
    ],
)
def test_what_is_no_feed_or_a_trap_is_refused_at_once(data: bytes, named: str) -> None:
    started = time.process_time()
    with pytest.raises(Refused, match=named):
        parse_feed(data, URL)
    assert time.process_time() - started < 10


def test_deep_html_in_a_description_costs_little() -> None:
    started = time.process_time()
    assert parse(rss(item(teaser="<div>" * 10_000))).items
    assert time.process_time() - started < 5


def test_a_web_page_is_refused_with_the_feed_that_it_names() -> None:
    page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    with pytest.raises(Refused, match=r"https://ledger\.example/rss\.xml"):
        parse(page)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://u:p@h.example/", "http://["])
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    assert parse(rss(item(link=link))).items[0].url is None


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"<rss><channel><item>", b"<feed>", b'{"version":"jsonfeed.org"'])
)
def test_any_bytes_give_a_feed_or_a_refusal(data: bytes, start: bytes) -> None:
    with suppress(Refused):
        parse_feed(start + data, URL)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda more: (
            st.lists(more)
            | st.dictionaries(
                st.sampled_from(["id", "url", "title", "authors", "name", "content_html", "date_published", "x"]), more
            )
        ),
    )
)
def test_any_json_items_give_a_feed(items: object) -> None:
    parse_feed(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode(), URL)
