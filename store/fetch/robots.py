"""What a website asks of bots: its robots.txt (RFC 9309), read by protego and kept for a while."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

import httpx
from protego import Protego

from store.errors import Refused

MAX_BYTES = 500_000
"""As much of a robots.txt as RFC 9309 wants read at least; the rest is not read."""
KEPT_S = 3_600
"""How long one is relied on: the RFC allows a day."""
KEPT_SITES = 500


class Robots:
    """Whether an agent may fetch an address. Each site is asked once an hour, however many addresses it has.

    `get` fetches a robots.txt; it raises Refused where the site has none and TryLater where that cannot be told. `now`
    counts seconds.
    """

    def __init__(self, get: Callable[[str], Awaitable[bytes]], agent: str, now: Callable[[], float]) -> None:
        self._get = get
        self._agent = agent
        self._now = now
        self._kept: OrderedDict[str, tuple[float, Protego]] = OrderedDict()
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def allow(self, url: httpx.URL) -> bool:
        """Whether the site lets it be fetched. Raises TryLater where its robots.txt cannot be had at the moment."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        async with self._asking.setdefault(site, asyncio.Lock()):
            kept = self._kept.get(site)
            if kept is None or kept[0] + KEPT_S <= self._now():
                kept = (self._now(), await self._read(f"{site}/robots.txt"))
                self._kept[site] = kept
                self._kept.move_to_end(site)
                if len(self._kept) > KEPT_SITES:
                    self._kept.popitem(last=False)
        return kept[1].can_fetch(str(url), self._agent)

    async def _read(self, address: str) -> Protego:
        try:
            return Protego.parse((await self._get(address)).decode("utf-8", "replace"))
        except Refused:
            return Protego.parse("")  # a site without rules has none against us
