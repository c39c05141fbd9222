"""Which of Chroma's collections answers, and which one is being filled to take its place."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Engine, delete, exists, func, insert, select, update

from store.rows import bump, hold, remember, remembered
from store.tables import articles, passages, vectors_in

FIRST = "passages"
ANSWERING, REBUILDING, EMBEDDING = "collection", "rebuilding", "embedding"


class VectorSets:
    """The catalog's notes on Chroma's collections. Every method is its own transaction.

    A rebuild fills a new collection while the old one answers, notes whose vectors are in it, and takes over at the
    end, in one step. Killed, it goes on where it was.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def answering(self) -> str:
        """The collection that is searched."""
        with self._engine.connect() as db:
            return remembered(db, ANSWERING) or FIRST

    def rebuilding(self) -> str | None:
        """The collection that is being filled, if any."""
        with self._engine.connect() as db:
            return _target(db)[0]

    def begin(self, embedding: str, *, anew: bool = False) -> str:
        """The name of the collection to fill with this embedding's vectors: the one left half-filled, unless `anew`.

        One of another embedding is given up, and so is whoever fills it.
        """
        with self._engine.begin() as db:
            hold(db)  # no other begins meanwhile
            target, its_embedding = _target(db)
            if target is None or its_embedding != embedding or anew:
                answering = remembered(db, ANSWERING) or FIRST
                target = f"{FIRST}-{max(_number(answering), _number(target or FIRST)) + 1}"
                db.execute(delete(vectors_in))
                remember(db, REBUILDING, f"{target} {embedding}")
            return target

    def note(self, target: str, article_ids: Iterable[str]) -> None:
        """Say that the vectors of these articles, all of them in the catalog, are in the collection being filled."""
        rows = [{"collection": target, "article_id": article_id} for article_id in article_ids]
        if rows:
            with self._engine.begin() as db:
                db.execute(insert(vectors_in).prefix_with("OR IGNORE"), rows)

    def missing(self, target: str, *, after: str, limit: int) -> list[str]:
        """Articles whose vectors are not in it yet, by their ids, `limit` at a time."""
        query = select(articles.c.id).where(articles.c.id > after, ~_is_in(target))
        with self._engine.connect() as db:
            return list(db.execute(query.order_by(articles.c.id).limit(limit)).scalars())

    def missing_count(self, target: str) -> int:
        with self._engine.connect() as db:
            return db.execute(select(func.count()).select_from(articles).where(~_is_in(target))).scalar_one()

    def noted_passages(self, target: str) -> int:
        """How many vectors the collection being filled should have at least."""
        query = select(func.count()).select_from(passages)
        query = query.join(vectors_in, vectors_in.c.article_id == passages.c.article_id)
        with self._engine.connect() as db:
            return db.execute(query.where(vectors_in.c.collection == target)).scalar_one()

    def switch(self, target: str, embedding: str) -> bool:
        """Let the filled collection answer; False where it is given up, or lacks vectors of articles that are searched.

        Articles whose vectors are in it are searched from now on.
        """
        with self._engine.begin() as db:
            hold(db)  # nothing is stored meanwhile
            lacking = db.execute(select(articles.c.id).where(articles.c.indexed, ~_is_in(target)).limit(1)).first()
            if _target(db) != (target, embedding) or lacking:
                return False
            db.execute(update(articles).values(indexed=_is_in(target)))
            remember(db, ANSWERING, target)
            remember(db, EMBEDDING, embedding)
            remember(db, REBUILDING, "")
            db.execute(delete(vectors_in))
            bump(db)
        return True


def _target(db: Connection) -> tuple[str | None, str]:
    name, _, embedding = (remembered(db, REBUILDING) or "").partition(" ")
    return name or None, embedding


def _number(collection: str) -> int:
    number = collection.rpartition("-")[2]
    return int(number) if number.isdecimal() else 1


def _is_in(target: str) -> ColumnElement[bool]:
    return exists().where(vectors_in.c.collection == target, vectors_in.c.article_id == articles.c.id)
