"""Articles and their parts as rows of the catalog, and articles back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from store.articles import Article, Facts, Passage, Published, Sentence
from store.tables import meta

GENERATION = "generation"


def to_row(article: Article) -> Mapping[str, Any]:
    """The columns of `store.tables.articles` that an article fills."""
    facts, published = article.facts, article.facts.published
    first, last = published.earliest(), published.latest()
    return {
        "id": article.id,
        "origin": article.origin,
        "text": article.text,
        "title": facts.title,
        "publisher": facts.publisher,
        "agency": facts.agency,
        "author": facts.author,
        "published_year": published.year,
        "published_month": published.month,
        "published_day": published.day,
        "published_as_stated": published.as_stated,
        "published_first": first.isoformat() if first else None,
        "published_last": last.isoformat() if last else None,
        "url": facts.url,
        "language": facts.language,
        "facts_from": dict(facts.read_from),
        "copy_of": article.copy_of,
        "ingested_at_utc": article.ingested_at.isoformat(),
    }


def from_row(row: Row[Any]) -> Article:
    """The article of a whole row of `store.tables.articles`."""
    published = Published(row.published_year, row.published_month, row.published_day, row.published_as_stated)
    facts = Facts(row.title, row.publisher, row.agency, row.author, published, row.url, row.language, row.facts_from)
    return Article(row.id, row.text, row.origin, facts, datetime.fromisoformat(row.ingested_at_utc), row.copy_of)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Facts as a JSON object, such as a version keeps."""
    return asdict(facts)


def facts_from_json(facts: Mapping[str, Any]) -> Facts:
    """The facts of such an object."""
    return Facts(**{**facts, "published": Published(**facts["published"])})


def rows_of(table: Table, parts: Sequence[Sentence] | Sequence[Passage]) -> list[dict[str, Any]]:
    """Sentences or passages as rows of their table, whose columns are named as what they hold."""
    names = [column.name for column in table.columns]
    return [{name: getattr(part, name) for name in names} for part in parts]


def sentences_of_article(article_id: str, parts: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences as those of another article."""
    return [replace(part, article_id=article_id) for part in parts]


def passages_of_article(article_id: str, parts: Sequence[Passage]) -> list[Passage]:
    """The same passages as those of another article."""
    return [replace(part, article_id=article_id, id=f"{article_id}:{part.number}") for part in parts]


def remembered(db: Connection, key: str) -> str | None:
    """What the catalog remembers under this key."""
    return db.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def remember(db: Connection, key: str, value: str) -> None:
    db.execute(delete(meta).where(meta.c.key == key))
    db.execute(insert(meta).values(key=key, value=value))


def bump(db: Connection) -> None:
    """Say that vectors were added or dropped."""
    remember(db, GENERATION, str(int(remembered(db, GENERATION) or 0) + 1))


def hold(db: Connection) -> None:
    """Let no other process write until this transaction ends, so that what is read in it stays true."""
    db.execute(update(meta).where(meta.c.key == "").values(value=""))
