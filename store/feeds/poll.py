"""Feeds asked for what is new, and what is new handed to the ingest. A feed that fails stops no other."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from store.catalog import Catalog
from store.errors import EvenhandError, FixSetup
from store.feeds.book import TRIES_MAX, Answered, FeedBook, Followed, Seen
from store.feeds.due import longest_pause, next_poll
from store.feeds.fetcher import NOT_MODIFIED, Fetcher
from store.feeds.items import Feed, Item
from store.feeds.parse import parse_feed
from store.feeds.reading import ItemReader, Ready
from store.feeds.sources import Channel
from store.feeds.transcripts import placed
from store.fetch.content import FEED
from store.sources import Source
from store.turns import keep_turns
from store.waiting import Receipt

FEEDS_AT_ONCE = 8
ITEMS_A_STEP = 20
"""Items ingested and remembered together: so much is done again after a kill."""

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Polled:
    """What became of one poll of a feed. `later` items could not be fetched for now and are tried again."""

    url: str
    error: str | None = None
    warning: str | None = None
    not_modified: bool = False
    receipts: tuple[Receipt, ...] = ()
    refused: int = 0
    later: int = 0

    def line(self) -> str:
        """One line for people, as `evenhand feeds poll` prints it."""
        if self.error is not None:
            return f"failed     {self.url}: {self.error}"
        if self.not_modified:
            return f"unchanged  {self.url}"
        counts = {status: sum(one.status == status for one in self.receipts) for status in ("indexed", "copy")}
        said = [f"{count} {name}" for name, count in {**counts, "refused": self.refused, "later": self.later}.items()]
        return f"polled     {self.url}: {', '.join(said)}" + (f"; {self.warning}" if self.warning else "")


@dataclass(frozen=True)
class Poller:
    """Asks feeds and takes in what is new.

    `ingest` is `Ingest.run`, called in a worker thread, one batch at a time. `chance` gives numbers from 0 to 1.
    """

    catalog: Catalog
    ingest: Callable[[Sequence[Source]], Iterable[Receipt]]
    fetcher: Fetcher
    now: Callable[[], datetime]
    chance: Callable[[], float]
    interval: timedelta
    _one_ingest: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def book(self) -> FeedBook:
        return FeedBook(self.catalog.engine)

    async def poll(self, feeds: Sequence[Followed]) -> AsyncIterator[Polled]:
        """Poll these feeds, some at once, yielding each as it is done.

        Whatever a feed trips over is written down with it, and it is asked again later. Raises FixSetup where nothing
        can be stored.
        """
        free = asyncio.Semaphore(FEEDS_AT_ONCE)

        async def one(feed: Followed) -> Polled:
            async with free:
                return await self._poll(feed)

        tasks = [asyncio.create_task(one(feed)) for feed in feeds]
        try:
            for done in asyncio.as_completed(tasks):
                yield await done
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _poll(self, feed: Followed) -> Polled:
        try:
            return await self._ask(feed)
        except FixSetup:
            raise
        except EvenhandError as error:
            why = str(error)
        except Exception as error:
            log.exception("the feed %s could not be polled", feed.url)
            why = f"it could not be polled ({type(error).__name__}); this is a bug: please report it"
        at = self.now()
        await _finished(self.book.failed, feed, why, at=at, next_poll=self._next(feed.failures + 1))
        return Polled(feed.url, error=why)

    def _next(self, failures: int) -> datetime:
        return next_poll(self.now(), interval=self.interval, failures=failures, chance=self.chance())

    async def _ask(self, feed: Followed) -> Polled:
        fetched = await self.fetcher.fetch(feed.url, accept=FEED, etag=feed.etag, last_modified=feed.last_modified)
        if fetched.status == NOT_MODIFIED:
            await _finished(self.book.succeeded, feed, None, at=self.now(), next_poll=self._next(0))
            return Polled(feed.url, not_modified=True)
        parsed = await asyncio.to_thread(parse_feed, fetched.body, fetched.url, charset=fetched.charset)
        seen = await asyncio.to_thread(self.book.seen, feed)
        items = _with_lasting_guids(parsed.items, seen)
        new = [item for item in reversed(items) if _is_new(item, seen.get(item.guid))]
        new.sort(key=lambda item: item.guid in seen)  # what is tried again must not keep new ones waiting
        polled = await self._take_in(feed, parsed, fetched.url, new, seen)
        # Without these, a server that has nothing newer is asked for everything again, and so for what is left.
        complete = polled.later == 0
        answered = Answered(
            title=parsed.title,
            warning=parsed.warning,
            etag=fetched.etag if complete else None,
            last_modified=fetched.last_modified if complete else None,
            newest_item=_newest(parsed, self.now(), any_new=bool(new)),
            pause=longest_pause(item.stamp for item in parsed.items if item.stamp and item.stamp <= self.now()),
        )
        await _finished(self.book.succeeded, feed, answered, at=self.now(), next_poll=self._next(0))
        return polled

    async def _take_in(
        self, feed: Followed, parsed: Feed, url: str, new: Sequence[Item], seen: dict[str, Seen]
    ) -> Polled:
        reader = ItemReader(self.fetcher, Channel(parsed, url))
        receipts: list[Receipt] = []
        refused = later = 0
        for step in _steps(new, ITEMS_A_STEP):
            ready = await asyncio.gather(*(reader.read(item) for item in step))
            async with self._one_ingest:
                outcomes = await _finished(self._store, feed, ready, seen)
            receipts += [receipt for receipt, _ in outcomes if receipt]
            without = [outcome for _, outcome in outcomes if outcome.article_id is None]
            refused += sum(outcome.settled for outcome in without)
            later += len(without) - sum(outcome.settled for outcome in without) + len(step) - len(outcomes)
        return Polled(feed.url, None, parsed.warning, receipts=tuple(receipts), refused=refused, later=later)

    def _store(
        self, feed: Followed, ready: Sequence[Ready | None], seen: dict[str, Seen]
    ) -> list[tuple[Receipt | None, Seen]]:
        """Ingest what is ready and remember what became of it. Runs in a worker thread."""
        found = [one for one in ready if one is not None]
        sources = [one.source for one in found if one.source is not None]
        receipts = {receipt.origin: receipt for receipt in (self.ingest(sources) if sources else ())}
        outcomes = []
        for one in found:
            receipt = receipts.get(one.source.origin) if one.source else None
            outcomes.append((receipt, self._outcome(one, receipt, seen.get(one.item.guid))))
        marks = {one.item.guid: (one.item.url, seen) for one, (_, seen) in zip(found, outcomes, strict=True)}
        self.book.mark(feed, marks, at=self.now())
        return outcomes

    def _outcome(self, one: Ready, receipt: Receipt | None, before: Seen | None) -> Seen:
        fingerprint = one.item.fingerprint
        tries = 1 + (before.tries if before and before.fingerprint == fingerprint else 0)
        if one.source is None:
            return Seen(fingerprint, None, one.why, tries if one.later else TRIES_MAX)
        known = self.catalog.by_origin(one.source.origin)
        article = self.catalog.article(receipt.article_id) if receipt and receipt.article_id else known
        if article is None:
            # Once more, because a busy catalog refuses too.
            return Seen(fingerprint, None, receipt.reason if receipt else None, max(tries, TRIES_MAX - 1))
        if one.script is not None:
            keep_turns(self.catalog.engine, article.id, placed(one.script, article.text))
        return Seen(fingerprint, article.id, None, tries)


def _is_new(item: Item, seen: Seen | None) -> bool:
    return seen is None or seen.fingerprint != item.fingerprint or not seen.settled


def _with_lasting_guids(items: Iterable[Item], seen: Mapping[str, Seen]) -> list[Item]:
    """The items, each once, under the guid it was seen under: some feeds make new guids whenever they are asked."""
    known = {one.fingerprint: guid for guid, one in seen.items()}
    found: dict[str, Item] = {}
    for item in items:
        guid = item.guid if item.guid in seen else known.setdefault(item.fingerprint, item.guid)
        found.setdefault(guid, replace(item, guid=guid))
    return list(found.values())


def _newest(feed: Feed, now: datetime, *, any_new: bool) -> datetime | None:
    """When the feed's newest item came out: by its date, or, where none is dated, by when it was first seen."""
    stamps = [min(item.stamp, now) for item in feed.items if item.stamp]
    return max(stamps, default=now if any_new else None)


def _steps(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[first : first + size] for first in range(0, len(items), size))


async def _finished(work: Callable[..., T], *arguments: object, **named: object) -> T:
    """Work done in a thread. Where the task is cancelled the work is still waited for: it has the database in hand."""
    task = asyncio.ensure_future(asyncio.to_thread(work, *arguments, **named))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        with suppress(Exception):
            await task
        raise
