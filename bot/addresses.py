"""Addresses among the sources of `evenhand ingest`: fetched a few at a time, each with its own outcome."""

import asyncio
from collections.abc import Callable, Iterator, Sequence

from bot.settings import Settings
from store import EvenhandError
from store.fetch.fetch import Fetcher, Limits, source_of
from store.fetch.guard import is_address, shown_address
from store.sources import Source
from store.waiting import Receipt, refused

AT_ONCE = 8
"""Pages that are fetched, and held in memory, at a time."""


def with_fetched(sources: Sequence[str], settings: Settings, tell: Callable[[Receipt], None]) -> Iterator[str | Source]:
    """The sources in their order, what was fetched in place of each address.

    An address that cannot be fetched is left out, and `tell` is told why; the others go on.
    """
    if not any(map(is_address, sources)):
        yield from sources
        return
    limits = Limits(max_bytes=int(settings.max_mb * 1_000_000))
    fetcher: Fetcher | None = None

    async def outcome(source: str) -> str | Source | Receipt:
        nonlocal fetcher
        if not is_address(source):
            return source
        fetcher = fetcher or Fetcher(excepted=settings.fetch_allow, limits=limits)
        try:
            return source_of(await fetcher.fetch(source))
        except EvenhandError as error:
            return refused(shown_address(source), str(error))

    async def outcomes(some: Sequence[str]) -> list[str | Source | Receipt]:
        return await asyncio.gather(*map(outcome, some))

    with asyncio.Runner() as runner:
        try:
            for first in range(0, len(sources), AT_ONCE):
                for one in runner.run(outcomes(sources[first : first + AT_ONCE])):
                    if isinstance(one, Receipt):
                        tell(one)
                    else:
                        yield one
        finally:
            if fetcher is not None:
                runner.run(fetcher.aclose())
