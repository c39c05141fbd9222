"""The catalog's tables. The catalog is the truth; Chroma can be rebuilt from it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
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

KEYWORDS_DDL = """
CREATE VIRTUAL TABLE IF NOT EXISTS keywords USING fts5(
    passage_id UNINDEXED, article_id UNINDEXED, text, title, source,
    tokenize = 'porter unicode61 remove_diacritics 2'
)
"""

# Feeds and the transcripts of their episodes.

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String, nullable=False, unique=True),
    Column("title", Text),
    Column("etag", String),
    Column("last_modified", String),
    Column("added_at_utc", String, nullable=False),
    Column("last_tried_utc", String),
    Column("last_success_utc", String),
    Column("last_error", Text),
    Column("warning", Text),
    Column("failures", Integer, nullable=False),  # since the last success
    Column("next_poll_utc", String, nullable=False),
    Column("newest_item_utc", String),
    Column("longest_pause_s", Integer),  # between two items that it carried, null where too few are dated
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("feed_id", Integer, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("guid", String, primary_key=True),
    Column("url", Text),
    Column("fingerprint", String, nullable=False),  # of what the feed said of it when it was taken
    Column("article_id", String),  # no foreign key: an article that is replaced keeps its id
    Column("refused", Text),  # why it is no article
    Column("tries", Integer, nullable=False),
    Column("seen_at_utc", String, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, nullable=False),
    Column("speaker", Text),
    Column("starts_ms", Integer, nullable=False),
    Column("ends_ms", Integer, nullable=False),
)

# Once: what recognises an article that comes again, and what it said before.

signatures = Table(
    "signatures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("keys", LargeBinary, nullable=False),  # those of `bands`, eight bytes each
    sqlite_autoincrement=True,  # what `bands` still has of a deleted article must never mean another one
)

# No foreign key: it would need an index of its own, as large as the table, or a look through all of it at each change.
bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

addresses = Table(
    "addresses",
    metadata,
    Column("address", String, primary_key=True),  # an origin as it is, or what `store.identity.address_of` makes of one
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("read_sha256", String),  # of an origin: what was last read from there
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1; the article itself is the one after the last
    Column("text_sha256", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("until_utc", String, nullable=False),  # when the next one was read
)

keyword_rows = Table(
    "keyword_rows",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

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
