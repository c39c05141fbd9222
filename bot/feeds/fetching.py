"""Where the commands and `serve` get what fetches."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from bot.settings import Settings
from store import FixSetup
from store.feeds.fetcher import Fetcher


@asynccontextmanager
async def open_fetcher(settings: Settings) -> AsyncIterator[Fetcher]:
    """The guarded fetcher of these settings, closed at the end. Raises FixSetup where this build has none."""
    try:
        fetch = import_module("store.fetch.fetch")
    except ModuleNotFoundError as error:
        raise FixSetup("This build cannot fetch addresses; install one that can.") from error
    limits = fetch.Limits(max_bytes=int(settings.max_mb * 1_000_000))
    async with fetch.Fetcher(excepted=getattr(settings, "fetch_allow", frozenset()), limits=limits) as fetcher:
        yield fetcher
