"""One answer a mention, however often Slack delivers it: whoever claims it first answers it.

Slack delivers one mention as several events (`app_mention` and `message`), and each of them again when it likes,
with or without a retry header. So a mention is claimed under all its names in one transaction, and a retry is
never dropped for being one: it may be the only delivery that arrives.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Column, Engine, MetaData, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from store.database import create_tables

KEPT_FOR = timedelta(hours=24)
STALE_AFTER = timedelta(minutes=5)
"""Longer than any answer takes: what another process claimed and has not answered by then died with it."""

metadata = MetaData()

claims = Table(
    "slack_claims",
    metadata,
    Column("name", String, primary_key=True),  # one name of what is claimed; one claim has one row a name
    Column("claim_id", String, nullable=False, index=True),
    Column("owner", String, nullable=False),  # the process that works on it
    Column("state", String, nullable=False),  # working, answered or released
    Column("apologised", Boolean, nullable=False),
    Column("claimed_at_utc", String, nullable=False, index=True),
)


@dataclass(frozen=True)
class Claim:
    """The right to answer. `repeated` says that an earlier attempt began, `apologised` that people know it failed."""

    id: str
    repeated: bool = False
    apologised: bool = False


def names_of(team: str | None, event_id: str | None, channel: str, ts: str) -> tuple[str, ...]:
    """What one delivery of a message is known by: its event, where it has an id, and its message."""
    message = f"message {channel} {ts}"
    return (f"event {team} {event_id}", message) if event_id else (message,)


class Claims:
    """Claims of one process, in the database it shares with others. Safe to use from any thread."""

    def __init__(self, engine: Engine, *, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        """`now` returns aware UTC times. The process gets a name of its own from `new_id`."""
        self._engine = engine
        self._now = now
        self._new_id = new_id
        self._owner = new_id()
        create_tables(engine, metadata)

    def claim(self, names: Iterable[str]) -> Claim | None:
        """The claim under all these names, or None where somebody answered or is answering under any of them.

        What was released, or claimed long ago by a process that never answered, can be claimed again.
        """
        names = sorted(set(names))
        now = self._now()
        try:
            with self._engine.begin() as db:
                # The first statement writes, so that SQLite gives this transaction the lock before it reads.
                db.execute(delete(claims).where(claims.c.claimed_at_utc < (now - KEPT_FOR).isoformat()))
                rows = db.execute(select(claims).where(claims.c.name.in_(names))).all()
                stale = (now - STALE_AFTER).isoformat()
                for row in rows:
                    died = row.state == "working" and row.owner != self._owner and row.claimed_at_utc < stale
                    if row.state != "released" and not died:
                        return None
                claim = Claim(self._new_id(), repeated=bool(rows), apologised=any(row.apologised for row in rows))
                db.execute(delete(claims).where(claims.c.name.in_(names)))
                new = {"claim_id": claim.id, "owner": self._owner, "state": "working", "apologised": claim.apologised}
                db.execute(insert(claims), [new | {"name": name, "claimed_at_utc": now.isoformat()} for name in names])
        except IntegrityError:  # another process claimed one of the names between our reading and writing
            return None
        return claim

    def finish(self, claim: Claim) -> None:
        """The answer is there: nobody shall give it again."""
        self._set(claim, state="answered")

    def release(self, claim: Claim, *, apologised: bool = False) -> None:
        """The work failed or was given up: the next delivery may try again."""
        self._set(claim, state="released", apologised=claim.apologised or apologised)

    def _set(self, claim: Claim, **values: str | bool) -> None:
        with self._engine.begin() as db:
            db.execute(update(claims).where(claims.c.claim_id == claim.id).values(**values))
