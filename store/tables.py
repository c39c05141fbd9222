"""The catalog's tables. The catalog is the truth; Chroma can be rebuilt from it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("origin", String, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("furniture", JSON, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("author", Text),
    Column("published_year", Integer),
    Column("published_month", Integer),
    Column("published_day", Integer),
    Column("published_as_stated", Text),
    Column("published_first", String),  # ISO days between which the article can have been published,
    Column("published_last", String),  # for filters; null where the text states no year
    Column("url", Text),
    Column("language", String),
    Column("facts_from", JSON, nullable=False),
    Column("copy_of", String, ForeignKey("articles.id", ondelete="SET NULL")),
    Column("ingested_at_utc", String, nullable=False),
    Column("indexed", Boolean, nullable=False),  # False until its vectors are in Chroma; never searched before
    # Counts, dates and names of the whole catalog are read from here and not from the articles, whose texts are long.
    # `indexed` does not come first: SQLite would take it for selective.
    Index("articles_by_date", "published_first", "published_last", "indexed", "publisher", "agency", "id"),
    Index("articles_by_original", "copy_of", sqlite_where=text("copy_of IS NOT NULL")),
)

sentences = Table(
    "sentences",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quotable", Boolean, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("passages_by_article", "article_id", "number"),
)

prints = Table(
    "prints",
    metadata,
    Column("print", BigInteger, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
)

KEYWORDS_DDL = """
CREATE VIRTUAL TABLE IF NOT EXISTS keywords USING fts5(
    passage_id UNINDEXED, article_id UNINDEXED, text, title, source,
    tokenize = 'porter unicode61 remove_diacritics 2'
)
"""

# Removal and rebuilding: what Chroma has still to be told, and how far it was.

dropped = Table("dropped", metadata, Column("passage_id", String, primary_key=True))

removed = Table(
    "removed",
    metadata,
    Column("origin", String, primary_key=True),
    Column("removed_at_utc", String, nullable=False),
)

vectors_in = Table(
    "vectors_in",
    metadata,
    Column("collection", String, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Index("vectors_in_by_article", "article_id"),
)
