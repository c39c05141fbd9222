"""A digest reaches its channel once, whoever sends it and wherever the sender dies."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.digest.digest import Digest
from bot.digest.posted import PostedDigests
from bot.digest.preview import composer_of
from bot.digest.week import Week
from bot.services import Services
from store import TryLater


class DigestPoster(Protocol):
    """What puts digests into channels: Slack, or a test's stand-in.

    Every post carries its week in a form that `find` reads back, because a sender can die between posting and
    recording. Both raise TryLater where another attempt may succeed, FixSetup where an operator must act first.
    """

    async def find(self, channel: str, week: str) -> str | None:
        """The time stamp of this bot's digest of that week in the channel, or None if it is not there."""
        ...

    async def post(self, channel: str, digest: Digest) -> str:
        """Post the digest; returns the message's time stamp. After an error it may have been posted or not."""
        ...


@dataclass(frozen=True)
class Delivery:
    """Composes and posts digests. `compose` is synchronous and runs in a worker thread."""

    compose: Callable[[Week], Digest]
    posted: PostedDigests
    poster: DigestPoster

    async def deliver(self, channel: str, week: Week) -> str:
        """Post the week's digest into the channel unless it is there; returns the message's time stamp.

        Raises TryLater while another process is at it, and whatever the poster raises.
        """
        ts = await asyncio.to_thread(self.posted.ts, channel, str(week))
        if ts is not None:
            return ts
        digest = await asyncio.to_thread(self.compose, week)
        claim = await asyncio.to_thread(self.posted.claim, channel, str(week))
        if claim is None:
            ts = await asyncio.to_thread(self.posted.ts, channel, str(week))
            if ts is not None:
                return ts
            raise TryLater(f"Another process is posting the digest of {week} in {channel}; look again in some minutes.")
        try:
            ts = await self.poster.find(channel, str(week)) if claim.repeated else None
            if ts is None:
                await asyncio.to_thread(self.posted.keep, claim, digest.to_json())
                ts = await self.poster.post(channel, digest)
        except Exception:
            await asyncio.to_thread(self.posted.release, claim)
            raise
        await asyncio.to_thread(self.posted.record, claim, ts)
        return ts


def delivery_of(services: Services, poster: DigestPoster) -> Delivery:
    """Deliveries over one data folder, remembered in its catalog's database."""
    posted = PostedDigests(services.catalog.engine, now=services.now, new_id=services.new_id)
    return Delivery(composer_of(services).compose, posted, poster)


async def deliver_digest(services: Services, poster: DigestPoster, *, channel: str, week: Week) -> str:
    """Post the week's digest now, unless it is there; returns the message's time stamp. See `Delivery.deliver`."""
    return await delivery_of(services, poster).deliver(channel, week)
