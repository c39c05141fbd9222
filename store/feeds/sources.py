"""From an item of a feed to a source of the ingest: its own text where it carries the article, else its page."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from store.articles import Facts
from store.facts.gathered import Gathered
from store.facts.metadata import stated_facts
from store.feeds.fetcher import Fetched
from store.feeds.items import Feed, Item
from store.feeds.transcripts import Script
from store.sources import Source

WHOLE_WORDS_MIN = 150
"""Fewer words than this are a teaser: of articles in feeds that carry whole ones, few are shorter."""
_BREAKS_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\W*\Z|\b(?:read|continue|view)\s+(?:more|reading|on|the\s+(?:rest|full|whole)\b[^.]*)"
    r"(?:\W*|\s+(?:at|on)\s[^.]{0,60}\W*)\Z",
    re.IGNORECASE,
)
_APPEARED_FIRST = re.compile(r"<p>\s*(?:The post|This article|Der Beitrag)\b(?:(?!</p>).){0,600}</p>\s*\Z", re.DOTALL)
_HEADING = re.compile(r"<(/?)h1\b", re.IGNORECASE)
_ENDING_CHARACTERS = 300
FROM = "feed"


def is_teaser(item: Item) -> bool:
    """Whether the feed carries only the beginning of the item's article, or none of it."""
    text = _text(_without_credit(item.content))
    return len(text.split()) < WHOLE_WORDS_MIN or _BREAKS_OFF.search(text[-_ENDING_CHARACTERS:]) is not None


@dataclass(frozen=True)
class Channel:
    """A feed as it was read just now, and the address from which it came."""

    feed: Feed
    url: str

    @cached_property
    def pages(self) -> frozenset[str]:
        """The addresses that belong to one item alone: podcasts like to link every episode to their home page."""
        links = Counter(item.url for item in self.feed.items if item.url)
        return frozenset(
            url for url, count in links.items() if count == 1 and _bare(url) != _bare(self.feed.site or "")
        )

    def page_source(self, item: Item, page: Fetched) -> Source:
        """The page that the item links to. Only a site's own feed says who published it."""
        own = any(_same_site(page.url, other) for other in (self.url, self.feed.site or ""))
        facts = _facts(item, item.publisher or (self.feed.title if own else None), page.url)
        origin = item.url or page.url
        return Source(origin, origin, page.body, page.content_type, page.charset, facts)

    def feed_source(self, item: Item) -> Source:
        """The text that the feed itself carries."""
        content = _HEADING.sub(r"<\1h2", _without_credit(item.content))
        head = '<!doctype html><html><head><meta charset="utf-8"></head>'
        return self._own(item, f"{head}<body><article>{content}</article></body></html>", "text/html")

    def transcript_source(self, item: Item, script: Script) -> Source:
        """What was said in an episode."""
        return self._own(item, script.text, "text/plain")

    def _own(self, item: Item, text: str, content_type: str) -> Source:
        """A source that comes from the feed. It goes under the item's address only on the feed's own site.

        A feed could otherwise put its own words in place of another site's article.
        """
        own = item.url is not None and item.url in self.pages and _same_site(item.url, self.url)
        origin = item.url if own and item.url else f"{self.url}#{item.guid}"
        facts = _facts(item, item.publisher or self.feed.title, item.url if item.url in self.pages else None)
        return Source(origin, origin, text.encode("utf-8", "replace"), content_type, "utf-8", facts)


def _facts(item: Item, publisher: str | None, url: str | None) -> Facts:
    stated = {"title": item.title, "author": item.author, "published": item.published, "url": url}
    read = stated_facts({name: value for name, value in stated.items() if value}, FROM)
    gathered = Gathered({}, {})
    for name in ("title", "author", "agency", "published", "url"):
        gathered.add(name, getattr(read, name), FROM)
    gathered.add("publisher", publisher, FROM)
    return gathered.facts()


def _without_credit(content: str) -> str:
    return _APPEARED_FIRST.sub("", content.rstrip())


def _text(content: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]*>", " ", content)).strip()


def _bare(url: str) -> str:
    return re.sub(r"\A\w+://(?:www\.)?", "", url).rstrip("/").casefold()


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one a part of the other ("feeds.h.example")."""
    hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    if not all("." in host for host in hosts):
        return bool(hosts[0]) and hosts[0] == hosts[1]
    return hosts[0] == hosts[1] or hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")
