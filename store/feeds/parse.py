"""From the bytes of a feed to its items: RSS and Atom by feedparser, JSON Feed by `json_feed`."""

import calendar
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from store.characters import characters_only
from store.errors import Refused
from store.feeds.fields import FIELD_MAX, person, plain, web_address
from store.feeds.items import Feed, Item
from store.feeds.json_feed import parse_json_feed
from store.feeds.transcript_tags import transcript_tags
from store.feeds.xml_guard import safe_xml

ITEMS_MAX = 20_000

_HTML_PAGE = re.compile(rb"\A\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEED_LINK_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})


def parse_feed(data: bytes, url: str, *, charset: str | None = None) -> Feed:
    """The feed in these bytes, which came from `url`; relative links are relative to it. Nothing is fetched.

    A broken feed is read as far as it goes, with a warning. Raises Refused, saying what it is instead, for what is
    no feed or a trap.
    """
    if data.lstrip()[:1] == b"{":
        return parse_json_feed(data, url)
    if _HTML_PAGE.match(data[:8000]):
        raise Refused(_page_not_feed(data, url))
    xml = safe_xml(data, charset=charset)
    import feedparser  # noqa: PLC0415  (only who polls pays for it)

    # Its cleaning of HTML takes seconds with deep nesting, and is not needed: the readers take text only.
    parsed = feedparser.parse(
        io.BytesIO(xml.data),  # bytes could name a file or an address
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.version and not parsed.entries:
        raise Refused("this is no feed (RSS, Atom or JSON Feed); give the feed's own address")
    transcripts = transcript_tags(xml.data, url)
    items = _once(_item(entry, url, parsed.version) for entry in parsed.entries[:ITEMS_MAX])
    return Feed(
        title=plain(parsed.feed.get("title")),
        items=tuple(
            replace(item, transcripts=transcripts.get(item.guid) or transcripts.get(item.url or "") or ())
            for item in items
        ),
        site=web_address(parsed.feed.get("link"), url),
        warning=f"the XML is broken ({xml.broken}); what could be read was taken" if xml.broken else None,
    )


def _item(entry: Mapping[str, Any], base: str, version: str) -> Item:
    # The getter of feedparser's dictionary gives `published` for `updated`; a change is no publication.
    dates = ("published", "updated") if version.startswith("rss") else ("published",)
    dated = next((name for name in dates if name in set(entry.keys())), "published")
    moment = entry.get(f"{dated}_parsed") if f"{dated}_parsed" in set(entry.keys()) else None
    url = web_address(entry.get("link"), base)
    title = plain(entry.get("title"))
    source = entry.get("source")
    names = [person(author.get("name")) for author in entry.get("authors", ())] if version.startswith("atom") else []
    content = _content(entry)
    return Item(
        guid=_identity(entry.get("id") or url or title or content[:FIELD_MAX]),
        url=url,
        title=title,
        author=", ".join(name for name in names if name) or person(entry.get("author")),
        publisher=plain(source.get("title")) if isinstance(source, Mapping) else None,
        published=plain(entry.get(dated)) if dated in set(entry.keys()) else None,
        stamp=datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment and moment[0] > 0 else None,
        content=content,
    )


def _content(entry: Mapping[str, Any]) -> str:
    """The longest text that the entry carries, as HTML."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [
        escape(value) if part.get("type") == "text/plain" else value
        for part in parts
        if isinstance(value := part.get("value"), str)
    ]
    return characters_only(max(texts, key=len, default=""))


def _identity(value: str) -> str:
    return " ".join(characters_only(value).split())[:FIELD_MAX]


def _once(items: Iterable[Item]) -> list[Item]:
    """The items, of several with one guid the first: feeds list the newest first."""
    found: dict[str, Item] = {}
    for item in items:
        if item.guid:
            found.setdefault(item.guid, item)
    return list(found.values())


def _page_not_feed(data: bytes, url: str) -> str:
    """What to say of a page that was given for a feed: the feeds that it names."""
    try:
        tree = lxml_html.document_fromstring(data)
    except (etree.LxmlError, ValueError):
        return "this is a web page, no feed; give the feed's own address"
    links = [
        address
        for link in tree.iter("link")
        if (link.get("type") or "").lower() in _FEED_LINK_TYPES and (address := web_address(link.get("href"), url))
    ]
    named = f"it names {links[0]}: add that address" if links else "give the feed's own address"
    return f"this is a web page, no feed; {named}"
