"""The text of a feed's items: a transcript, what the feed itself carries, or the page that an item links to."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from store.errors import Refused, TryLater
from store.feeds.fetcher import Fetched, Fetcher
from store.feeds.items import Item, Transcript
from store.feeds.sources import Channel, is_teaser
from store.feeds.transcripts import Script, read_transcript
from store.fetch.content import ARTICLE, TRANSCRIPT, Kind
from store.sources import Source

PAGES_AT_ONCE = 2
"""Of one feed; how many requests a host gets at once is the fetcher's business."""
PAGES_A_POLL = 100
"""Pages that one poll of a feed fetches: a feed with thousands of links is taken in over several polls."""
_FORMATS = ("json", "vtt", "srt", "subrip")
"""In the order in which they name speakers reliably; transcripts in HTML and plain text have no times."""


@dataclass(frozen=True)
class Ready:
    """An item with what is to be ingested of it, or why there is nothing, perhaps only for now."""

    item: Item
    source: Source | None = None
    script: Script | None = None
    why: str | None = None
    later: bool = False


class ItemReader:
    """Finds the text of one poll's items."""

    def __init__(self, fetcher: Fetcher, channel: Channel) -> None:
        self._fetcher = fetcher
        self._channel = channel
        self._free = asyncio.Semaphore(PAGES_AT_ONCE)
        self._left = PAGES_A_POLL

    async def read(self, item: Item) -> Ready | None:
        """The item's text; None where it needs a page and this poll fetches no more."""
        try:
            return await self._transcript(item) or await self._article(item)
        except TryLater as error:
            return Ready(item, why=str(error), later=True)
        except _EnoughError:
            return None

    async def _transcript(self, item: Item) -> Ready | None:
        for transcript in sorted(item.transcripts, key=_preference):
            try:
                script = read_transcript((await self._fetched(transcript.url, TRANSCRIPT)).body)
            except Refused:
                continue
            return Ready(item, self._channel.transcript_source(item, script), script)
        return None

    async def _article(self, item: Item) -> Ready:
        why = "the feed carries no text of it and links no page of its own"
        if item.url is not None and item.url in self._channel.pages and is_teaser(item):
            try:
                page = await self._fetched(item.url, ARTICLE)
            except Refused as error:
                why = str(error)  # the teaser is better than nothing, and no less what its publisher says
            else:
                return Ready(item, self._channel.page_source(item, page))
        return Ready(item, self._channel.feed_source(item)) if item.content.strip() else Ready(item, why=why)

    async def _fetched(self, url: str, accept: Collection[Kind]) -> Fetched:
        if self._left <= 0:
            raise _EnoughError
        self._left -= 1
        async with self._free:
            return await self._fetcher.fetch(url, accept=accept, robots=True)


class _EnoughError(Exception):
    """This poll has fetched its share."""


def _preference(transcript: Transcript) -> int:
    named = f"{transcript.content_type or ''} {transcript.url.partition('?')[0]}".lower()
    return next((at for at, mark in enumerate(_FORMATS) if mark in named), len(_FORMATS))
