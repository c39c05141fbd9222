"""The feeds that are followed and the items seen in them: one method an intention, every method a transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from store.errors import Refused
from store.feeds.due import FeedHealth, state_of
from store.feeds.fields import web_address
from store.tables import articles, feed_items, feeds

TRIES_MAX = 5
"""How often an item is tried whose page cannot be fetched for now."""


@dataclass(frozen=True)
class Followed:
    """A feed that is followed, with what its server said when it answered last."""

    id: int
    url: str
    title: str | None
    etag: str | None
    last_modified: str | None
    failures: int


@dataclass(frozen=True)
class Seen:
    """What became of an item: an article, or refused, or to be tried again."""

    fingerprint: str
    article_id: str | None
    refused: str | None
    tries: int

    @property
    def settled(self) -> bool:
        return self.article_id is not None or self.tries >= TRIES_MAX


@dataclass(frozen=True)
class Answered:
    """What a successful poll learned of the feed. `etag` and `last_modified` make the next request conditional."""

    title: str | None
    warning: str | None
    etag: str | None
    last_modified: str | None
    newest_item: datetime | None
    pause: timedelta | None


class FeedBook:
    """The feeds of one catalog's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, url: str, *, at: datetime, title: str | None = None) -> bool:
        """Follow a feed, due at once. False if it is followed already. Raises Refused for what is no web address."""
        address = feed_address(url)
        values = {"url": address, "title": title, "added_at_utc": at.isoformat(), "failures": 0}
        with self._engine.begin() as db:
            statement = insert_or(feeds).values(**values, next_poll_utc=at.isoformat()).on_conflict_do_nothing()
            return bool(db.execute(statement).rowcount)

    def remove(self, url: str) -> bool:
        """Follow a feed no longer; its articles stay. False if it was not followed."""
        with self._engine.begin() as db:
            return bool(db.execute(delete(feeds).where(feeds.c.url.in_({url, url.strip()}))).rowcount)

    def all(self) -> list[Followed]:
        """Every feed, in the order in which they were added."""
        return self._followed(select(feeds))

    def due(self, now: datetime) -> list[Followed]:
        """The feeds to ask by now, the longest waiting first."""
        query = select(feeds).where(feeds.c.next_poll_utc <= now.isoformat())
        return self._followed(query.order_by(feeds.c.next_poll_utc))

    def seen(self, feed: Followed) -> dict[str, Seen]:
        """What is known of the feed's items, by guid."""
        with self._engine.connect() as db:
            rows = db.execute(select(feed_items).where(feed_items.c.feed_id == feed.id)).all()
        return {row.guid: Seen(row.fingerprint, row.article_id, row.refused, row.tries) for row in rows}

    def mark(self, feed: Followed, items: Mapping[str, tuple[str | None, Seen]], *, at: datetime) -> None:
        """Remember what became of items, each with its address, by guid. Harmless if the feed is gone meanwhile."""
        with self._engine.begin() as db:
            if not _exists(db, feed):
                return
            for guid, (url, seen) in items.items():
                values = {**vars(seen), "url": url, "seen_at_utc": at.isoformat()}
                statement = insert_or(feed_items).values(feed_id=feed.id, guid=guid, **values)
                db.execute(statement.on_conflict_do_update(index_elements=["feed_id", "guid"], set_=values))

    def succeeded(self, feed: Followed, answered: Answered | None, *, at: datetime, next_poll: datetime) -> None:
        """The feed answered; without `answered` it said that nothing has changed."""
        values: dict[str, Any] = {"last_tried_utc": at.isoformat(), "last_success_utc": at.isoformat(), "failures": 0}
        values |= {"last_error": None, "next_poll_utc": next_poll.isoformat()}
        if answered is not None:
            pause, newest = answered.pause, answered.newest_item
            values |= {
                "title": answered.title or feed.title,
                "warning": answered.warning,
                "etag": answered.etag,
                "last_modified": answered.last_modified,
                "newest_item_utc": newest.isoformat() if newest else feeds.c.newest_item_utc,
                "longest_pause_s": round(pause.total_seconds()) if pause else None,
            }
        self._update(feed, values)

    def failed(self, feed: Followed, why: str, *, at: datetime, next_poll: datetime) -> None:
        """The feed did not answer, or not with a feed."""
        values = {"last_tried_utc": at.isoformat(), "last_error": why, "failures": feed.failures + 1}
        self._update(feed, {**values, "next_poll_utc": next_poll.isoformat()})

    def health(self, now: datetime) -> list[FeedHealth]:
        """How every feed does, in the order in which they were added."""
        count = (
            select(func.count(func.distinct(feed_items.c.article_id)))
            .join(articles, articles.c.id == feed_items.c.article_id)
            .where(feed_items.c.feed_id == feeds.c.id)
            .scalar_subquery()
        )
        with self._engine.connect() as db:
            rows = db.execute(select(feeds, count.label("articles")).order_by(feeds.c.id)).all()
        return [_health(row, now) for row in rows]

    def _followed(self, query: Any) -> list[Followed]:
        with self._engine.connect() as db:
            rows = db.execute(query.order_by(feeds.c.id)).all()
        return [Followed(r.id, r.url, r.title, r.etag, r.last_modified, r.failures) for r in rows]

    def _update(self, feed: Followed, values: Mapping[str, Any]) -> None:
        with self._engine.begin() as db:
            db.execute(update(feeds).where(feeds.c.id == feed.id).values(**values))


def feed_health(engine: Engine, now: datetime) -> list[FeedHealth]:
    """How every followed feed does: for `feeds list`, the doctor and whoever else shows it."""
    return FeedBook(engine).health(now)


def feed_address(url: str) -> str:
    """The address as it is stored. Raises Refused for what is none, or has a password in it, which would be shown."""
    address = web_address(url, "")
    if address is None:
        raise Refused(f"{url.strip()} is no feed's address; write it like https://HOST/feed.xml, without a password")
    parts = urlsplit(address)
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment="").geturl()


def _exists(db: Connection, feed: Followed) -> bool:
    return db.execute(select(feeds.c.id).where(feeds.c.id == feed.id)).first() is not None


def _health(row: Row[Any], now: datetime) -> FeedHealth:
    success, newest = _moment(row.last_success_utc), _moment(row.newest_item_utc)
    state = state_of(
        now,
        tried=row.last_tried_utc is not None,
        failures=row.failures,
        failing_since=success or datetime.fromisoformat(row.added_at_utc),
        newest_item=newest,
        pause=None if row.longest_pause_s is None else timedelta(seconds=row.longest_pause_s),
    )
    next_poll = datetime.fromisoformat(row.next_poll_utc)
    return FeedHealth(row.url, row.title, state, success, row.last_error, next_poll, row.articles, row.failures, newest)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
