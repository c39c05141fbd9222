"""The keyword side of the catalog: what is indexed beside the text, and how words are matched and weighed."""

import calendar
import math
from collections.abc import Sequence

from sqlalchemy import Connection, Select, column, delete, func, insert, select, text

from store.articles import Facts, Passage
from store.tables import keyword_rows, passages

DEPTH = 10
"""How many times as many passages as are wanted are looked up before all that match are."""
_ALL = -1
# The join is done in this order: the other way round, SQLite would look through all keywords for every article.
_BEST_KEYWORDS = text(
    "(SELECT rowid AS number, -bm25(keywords, 0, 0, 1.0, 2.0, 1.0) AS score FROM keywords "
    "WHERE keywords MATCH :match ORDER BY score DESC LIMIT :depth) AS best CROSS JOIN keywords"
)


def source_words(facts: Facts) -> str:
    """What an article is also found by: publisher, agency, author, month and year.

    No day: a bare number would be found in every question that has one.
    """
    published = facts.published
    month = published.month
    months = (calendar.month_name[month], calendar.month_abbr[month]) if month else ()
    year = str(published.year) if published.year else None
    return " ".join(filter(None, (facts.publisher, facts.agency, facts.author, *months, year)))


def match_any(words: Sequence[str]) -> str:
    """An FTS5 expression for any of the words; quoted, so that nothing in them is read as syntax."""
    return " OR ".join('"' + word.replace('"', "").replace("\0", "") + '"' for word in words)


def full_match(db: Connection, words: Sequence[str]) -> float:
    """The BM25 of a passage of average length that has each of these words once; 0 without words.

    A word that stands nowhere weighs most of all, so that nothing can match a question full of such words.
    """
    total = db.execute(select(func.count()).select_from(passages)).scalar_one()
    having = text("SELECT count(*) FROM keywords WHERE keywords MATCH :match")
    counts = (db.execute(having, {"match": match_any([word])}).scalar_one() for word in words)
    # Another process may have stored articles since the total was counted, so that a word has more.
    # Inverse document frequency as FTS5 computes it, with its floor for words that more than half have.
    return sum(max(1e-6, math.log((max(total, count) - count + 0.5) / (count + 0.5))) for count in counts)


def add(db: Connection, found: Sequence[Passage], facts: Facts) -> None:
    """Index the passages of one article, which has these facts and is not indexed yet."""
    statement = "INSERT INTO keywords (passage_id, article_id, text, title, source) VALUES (:p, :a, :t, :h, :s)"
    title, source = facts.title or "", source_words(facts)
    db.execute(text(statement), [{"p": p.id, "a": p.article_id, "t": p.text, "h": title, "s": source} for p in found])
    # FTS5 numbers rows upwards, and nobody else writes meanwhile.
    last = db.execute(text("SELECT max(rowid) FROM keywords")).scalar_one()
    rows = {"article_id": found[0].article_id, "first": last - len(found) + 1, "last": last}
    db.execute(insert(keyword_rows), rows)


def drop(db: Connection, article_id: str) -> None:
    """Forget the passages of an article."""
    rows = db.execute(select(keyword_rows).where(keyword_rows.c.article_id == article_id)).first()
    if rows is None:  # indexed before its rows were remembered: all must be looked through
        db.execute(text("DELETE FROM keywords WHERE article_id = :id"), {"id": article_id})
        return
    db.execute(text("DELETE FROM keywords WHERE rowid BETWEEN :first AND :last"), rows._asdict())
    db.execute(delete(keyword_rows).where(keyword_rows.c.article_id == article_id))


def ranks(
    db: Connection, words: Sequence[str], passing: Select[tuple[str]], *, limit: int, look_at_all: bool
) -> list[tuple[str, float]]:
    """Ids of passages with any of the words and their BM25, the best `limit` first; `passing` selects articles by id.

    Of all that match only the best are looked up, unless too few of them pass, or `look_at_all`.
    """
    query = (
        select(text("passage_id"), text("score"))
        .select_from(_BEST_KEYWORDS)
        .where(text("keywords.rowid = best.number"), column("article_id").in_(passing))
        .order_by(text("score DESC, passage_id"))
        .limit(limit)
    )
    for depth in [_ALL] if look_at_all else [limit * DEPTH, _ALL]:
        rows = db.execute(query, {"match": match_any(words), "depth": depth}).all()
        if len(rows) == limit:
            break
    return [(row[0], float(row[1])) for row in rows]


def articles_with(db: Connection, word: str) -> int:
    """In how many articles the word stands, as text, title or source."""
    query = text("SELECT count(DISTINCT article_id) FROM keywords WHERE keywords MATCH :match")
    count: int = db.execute(query, {"match": match_any([word])}).scalar_one()
    return count
