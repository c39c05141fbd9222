"""What is to be forgotten: articles that were removed, and vectors that Chroma has still to delete."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from store import keywords
from store.copies import forget_keys, trace_again
from store.tables import articles, dropped, passages, removed


def remove(db: Connection, article_id: str, at: datetime) -> bool:
    """Delete an article with all its parts and note what Chroma has to delete; False where there is none.

    Its copies are traced again. Its origin is remembered, so that no folder brings it back.
    """
    origin = db.execute(select(articles.c.origin).where(articles.c.id == article_id)).scalar()
    if origin is None:
        return False
    copies = select(articles.c.id).where(articles.c.copy_of == article_id)
    own_copies = list(db.execute(copies.order_by(articles.c.ingested_at_utc, articles.c.id)).scalars())
    replace(db, article_id, origin)
    forget_keys(db, article_id)
    keywords.drop(db, article_id)
    db.execute(delete(articles).where(articles.c.id == article_id))
    trace_again(db, own_copies)
    db.execute(insert(removed).values(origin=origin, removed_at_utc=at.isoformat()))
    return True


def replace(db: Connection, article_id: str, origin: str) -> None:
    """Call before an article's passages are deleted, for good or to be written anew.

    Its vectors are noted as to be deleted, and its origin is welcome again.
    """
    new = select(passages.c.id).where(passages.c.article_id == article_id, passages.c.id.not_in(select(dropped)))
    db.execute(insert(dropped).from_select(["passage_id"], new))
    db.execute(delete(removed).where(removed.c.origin == origin))


def was_removed(db: Connection, origin: str) -> bool:
    """Whether the article from there was removed and not taken in again since."""
    return db.execute(select(removed.c.origin).where(removed.c.origin == origin)).first() is not None


def still_in_chroma(db: Connection) -> tuple[list[str], list[str]]:
    """Passages whose vectors Chroma may still have: those that are gone, and those that have come back since."""
    noted = select(dropped.c.passage_id, passages.c.id).join(
        passages, passages.c.id == dropped.c.passage_id, isouter=True
    )
    gone: list[str] = []
    back: list[str] = []
    for passage_id, present in db.execute(noted):
        (gone if present is None else back).append(passage_id)
    return gone, back


def gone_count(db: Connection) -> int:
    """How many vectors Chroma may have of passages that are gone."""
    query = select(func.count()).select_from(dropped).where(dropped.c.passage_id.not_in(select(passages.c.id)))
    return db.execute(query).scalar_one()
