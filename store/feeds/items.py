"""The nouns of feeds: a feed, its items, their transcripts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Transcript:
    """Where the transcript of an episode is, as the feed says."""

    url: str
    content_type: str | None = None


@dataclass(frozen=True)
class Item:
    """One entry of a feed, as the feed states it.

    `guid` tells it from the feed's other items. `content` is HTML, the most of the text that the feed carries;
    `published` is the date as written, `stamp` the same as a time where it has one. `publisher` is the site that an
    aggregator names as the item's source.
    """

    guid: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    stamp: datetime | None = None
    content: str = ""
    transcripts: tuple[Transcript, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes when what the feed says of the item changes."""
        parts = (self.url, self.title, self.author, self.published, self.content, *(t.url for t in self.transcripts))
        text = "\x00".join(part or "" for part in parts)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Feed:
    """What a feed says. `site` is the page it belongs to; `warning` is one line where it is broken but readable."""

    title: str | None
    items: tuple[Item, ...]
    site: str | None = None
    warning: str | None = None
