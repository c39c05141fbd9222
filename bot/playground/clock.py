"""Time as the look-alike knows it: the real one, or one that tests move by hand."""

import asyncio
import heapq
import itertools
import time
from typing import Protocol

DEMO_EPOCH_S = 1_763_337_600.0
"""A Monday at midnight UTC: where a clock moved by hand starts unless told otherwise."""

_TURNS_TO_SETTLE = 20


class Clock(Protocol):
    """What retries, expiries and time stamps go by."""

    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Returns once that much of this clock's time has passed."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock:
    """Stands still until `advance` moves it, so that minutes of retries take no time in a test."""

    def __init__(self, start_s: float = DEMO_EPOCH_S) -> None:
        self._now = start_s
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), waking))
        await waking

    async def advance(self, seconds: float) -> None:
        """Moves time forward, waking sleepers in order of their time.

        What a woken sleeper starts over a socket is only begun when this returns: advance up to a retry, await its
        effect, then advance to the next.
        """
        await self._settle()
        end = self._now + seconds
        while self._sleepers and self._sleepers[0][0] <= end:
            at, _, waking = heapq.heappop(self._sleepers)
            if waking.done():
                continue
            self._now = max(self._now, at)
            waking.set_result(None)
            await self._settle()
        self._now = end
        await self._settle()

    async def _settle(self) -> None:
        for _ in range(_TURNS_TO_SETTLE):
            await asyncio.sleep(0)
