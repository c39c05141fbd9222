"""Polling with the bot's services: by hand, and again and again while the bot serves."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from bot.feeds.fetching import fetcher_of
from bot.services import Services
from bot.settings import Settings
from bot.terminal import shown
from store import EvenhandError
from store.feeds.book import FeedBook
from store.feeds.fetcher import Fetcher
from store.feeds.poll import Poller

LOOK_EVERY = timedelta(minutes=1)
"""How often `serve` looks which feeds are due; each has its own time, so that looking is cheap."""

log = logging.getLogger(__name__)
OpenFetcher = Callable[[Settings], AbstractAsyncContextManager[Fetcher]]


def poller_of(services: Services, fetcher: Fetcher) -> Poller:
    """The poller of one data folder."""
    return Poller(
        catalog=services.catalog,
        ingest=services.ingest.run,
        fetcher=fetcher,
        now=services.now,
        chance=random.random,
        interval=timedelta(minutes=services.settings.feed_minutes),
    )


class DuePolls:
    """What `serve` does about feeds: those that are due are polled, and what became of them is logged."""

    def __init__(self, services: Services, open_fetcher: OpenFetcher = fetcher_of) -> None:
        self._services = services
        self._open_fetcher = open_fetcher
        self._book = FeedBook(services.catalog.engine)
        self._busy = False

    async def __call__(self) -> None:
        """Poll what is due, unless that is still going on. Never raises: the next look comes in any case."""
        if self._busy:
            return
        self._busy = True
        try:
            await self._poll()
        except EvenhandError as error:
            log.error("feeds are not polled: %s", error)  # noqa: TRY400  (the message says it all)
        except Exception:
            log.exception("feeds are not polled")
        finally:
            self._busy = False

    async def _poll(self) -> None:
        due = await asyncio.to_thread(self._book.due, self._services.now())
        if not due:
            return
        async with self._open_fetcher(self._services.settings) as fetcher:
            async for polled in poller_of(self._services, fetcher).poll(due):
                log.log(logging.WARNING if polled.error else logging.INFO, "%s", shown(polled.line()))
