"""What an article said before: its earlier texts, so that what quoted one of them can still be shown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from store.articles import Facts
from store.rows import facts_from_json, facts_to_json, from_row
from store.tables import articles, versions


@dataclass(frozen=True)
class Version:
    """One state of an article, numbered from 1. `until` is when the next was read, None for the one that stands."""

    number: int
    text: str
    facts: Facts
    until: datetime | None = None


def text_sha256(text: str) -> str:
    """What names a text among the versions of an article."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep_version(db: Connection, article_id: str, *, until: datetime) -> None:
    """Keep the article as it stands, before it gets another text."""
    row = db.execute(select(articles).where(articles.c.id == article_id)).one()
    kept = {
        "article_id": article_id,
        "number": number_of(db, article_id),
        "text_sha256": text_sha256(row.text),
        "text": row.text,
        "raw": row.raw,
        "facts": facts_to_json(from_row(row).facts),
        "until_utc": until.isoformat(),
    }
    db.execute(insert(versions).values(kept))


def number_of(db: Connection, article_id: str) -> int:
    """The number of the version that stands: 1 for an article that never changed."""
    last = select(func.max(versions.c.number)).where(versions.c.article_id == article_id)
    return (db.execute(last).scalar() or 0) + 1


def earlier_versions(db: Connection, article_id: str) -> Sequence[Version]:
    """Those before the one that stands, oldest first."""
    query = select(versions).where(versions.c.article_id == article_id).order_by(versions.c.number)
    return [_from_row(row) for row in db.execute(query)]


def earlier_text(db: Connection, article_id: str, sha256: str) -> str | None:
    """The text of an earlier version, by its hash."""
    same = (versions.c.article_id == article_id) & (versions.c.text_sha256 == sha256)
    return db.execute(select(versions.c.text).where(same).limit(1)).scalar()


def _from_row(row: Row[Any]) -> Version:
    return Version(row.number, row.text, facts_from_json(row.facts), datetime.fromisoformat(row.until_utc))
