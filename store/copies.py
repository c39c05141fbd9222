"""Which stored article another one copies, kept true as texts come and change."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, update

from store.duplicates import closest_copy
from store.tables import articles, prints

IN_ONE_QUERY = 500
"""How many values one statement lists, where articles decide how many there are: SQLite takes only so many."""


def original_of(db: Connection, own: frozenset[int], own_copies: Sequence[str]) -> str | None:
    """The article that a text with these prints copies, traced to the first; its own copies do not count."""
    if not own:
        return None
    shared: dict[str, int] = {}
    values = sorted(own)
    for i in range(0, len(values), IN_ONE_QUERY):
        query = (
            select(prints.c.article_id, func.count())
            .where(prints.c.print.in_(values[i : i + IN_ONE_QUERY]), prints.c.article_id.not_in(own_copies))
            .group_by(prints.c.article_id)
        )
        for article_id, count in db.execute(query):
            shared[article_id] = shared.get(article_id, 0) + count
    if not shared:
        return None
    sizes: dict[str, int] = {}
    sharing = list(shared)
    for i in range(0, len(sharing), IN_ONE_QUERY):
        batch = prints.c.article_id.in_(sharing[i : i + IN_ONE_QUERY])
        sized = select(prints.c.article_id, func.count()).where(batch).group_by(prints.c.article_id)
        sizes |= {row[0]: row[1] for row in db.execute(sized)}
    first = closest_copy(len(own), shared, sizes)
    if first is None:
        return None
    return db.execute(select(articles.c.copy_of).where(articles.c.id == first)).scalar() or first


def trace_again(db: Connection, own_copies: Sequence[str]) -> None:
    """Look anew whose copies these are, in their order, now that the article they copied has another text."""
    for i, copy_id in enumerate(own_copies):
        own = frozenset(db.execute(select(prints.c.print).where(prints.c.article_id == copy_id)).scalars())
        original = original_of(db, own, own_copies[i:])
        db.execute(update(articles).where(articles.c.id == copy_id).values(copy_of=original))
