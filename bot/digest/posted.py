"""Which digests were posted where, in the catalog's database: the memory behind “once a week and channel”."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Engine, MetaData, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from store.database import create_tables

STALE_AFTER = timedelta(minutes=10)
"""Longer than any post takes: whoever claimed a digest and has not recorded it by then died with it."""

metadata = MetaData()

digests = Table(
    "digests",
    metadata,
    Column("channel", String, primary_key=True),
    Column("week", String, primary_key=True),
    Column("status", String, nullable=False),  # claimed, released or posted
    Column("claim_id", String, nullable=False),
    Column("claimed_at_utc", String, nullable=False),
    Column("ts", String),  # the message's time stamp in Slack
    Column("posted_at_utc", String),
    Column("contents", JSON),  # the digest as it was about to be posted
)


@dataclass(frozen=True)
class Claim:
    """The right to post one digest. `repeated` says that an earlier attempt began and may have posted it."""

    id: str
    channel: str
    week: str
    repeated: bool


class PostedDigests:
    """Safe to use from any thread and from several processes on one database; every method is its own transaction."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        """`now` returns aware UTC times."""
        self._engine = engine
        self._now = now
        self._new_id = new_id
        create_tables(engine, metadata)

    def ts(self, channel: str, week: str) -> str | None:
        """The time stamp of the week's message, or None if no post of it is on record."""
        query = select(digests.c.ts).where(*_of(channel, week), digests.c.status == "posted")
        with self._engine.connect() as db:
            return db.execute(query).scalar()

    def contents(self, channel: str, week: str) -> dict[str, Any] | None:
        """The JSON of the digest that was posted, or None."""
        query = select(digests.c.contents).where(*_of(channel, week), digests.c.status == "posted")
        with self._engine.connect() as db:
            return db.execute(query).scalar()

    def claim(self, channel: str, week: str) -> Claim | None:
        """The right to post, or None where somebody has posted or is at it.

        What was released, or claimed long ago and never recorded, can be claimed again.
        """
        now, claim_id = self._now(), self._new_id()
        taken = {"status": "claimed", "claim_id": claim_id, "claimed_at_utc": now.isoformat()}
        try:
            with self._engine.begin() as db:
                db.execute(insert(digests).values(channel=channel, week=week, **taken))
        except IntegrityError:
            died = (digests.c.status == "claimed") & (digests.c.claimed_at_utc < (now - STALE_AFTER).isoformat())
            free = (digests.c.status == "released") | died
            with self._engine.begin() as db:
                won = db.execute(update(digests).where(*_of(channel, week), free).values(taken)).rowcount == 1
            return Claim(claim_id, channel, week, repeated=True) if won else None
        return Claim(claim_id, channel, week, repeated=False)

    def keep(self, claim: Claim, contents: Mapping[str, Any]) -> None:
        """Remember what is about to be posted, so that a post whose sender dies is known by its contents."""
        self._set(claim, contents=dict(contents))

    def record(self, claim: Claim, ts: str) -> None:
        """It is posted: nobody shall post it again."""
        self._set(claim, status="posted", ts=ts, posted_at_utc=self._now().isoformat())

    def release(self, claim: Claim) -> None:
        """The attempt failed: the next one may try, after looking whether the message is there all the same."""
        self._set(claim, status="released")

    def _set(self, claim: Claim, **values: Any) -> None:
        mine = digests.c.claim_id == claim.id
        with self._engine.begin() as db:
            db.execute(update(digests).where(*_of(claim.channel, claim.week), mine).values(**values))


def _of(channel: str, week: str) -> tuple[Any, Any]:
    return digests.c.channel == channel, digests.c.week == week
