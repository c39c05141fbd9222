"""How an article is written to the catalog, and older catalogs are brought up to date."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import text as sql

from store import keywords
from store.articles import Article, Page, Passage, Sentence
from store.copies import remember_keys
from store.duplicates import SCHEME, Wording, keys_of
from store.identity import remember_stored
from store.rows import remember, remembered, rows_of, to_row
from store.tables import articles, bands, passages, sentences, signatures, turns, vectors_in

SCHEME_KEY = "copies found by"


def bring_up_to_date(db: Connection) -> None:
    """Find the articles of a catalog from before by the keys and addresses of today."""
    if remembered(db, SCHEME_KEY) == SCHEME:
        return
    db.execute(sql("DROP TABLE IF EXISTS prints"))  # what copies were found by before
    db.execute(delete(bands))
    db.execute(delete(signatures))
    for article_id in (
        db.execute(select(articles.c.id).order_by(articles.c.ingested_at_utc, articles.c.id)).scalars().all()
    ):
        row = db.execute(select(articles).where(articles.c.id == article_id)).one()
        remember_keys(db, article_id, keys_of(Wording(row.text)))
        remember_stored(db, row)
    remember(db, SCHEME_KEY, SCHEME)


def put(
    db: Connection,
    article: Article,
    page: Page,
    found: Sequence[Sentence],
    cut: Sequence[Passage],
    *,
    before: str | None,
) -> None:
    """Write an article and what is made of it, in place of the text that it had `before`, if it is stored already."""
    values = {**to_row(article), "raw": page.raw, "furniture": list(page.furniture), "indexed": False}
    if before is None:
        db.execute(insert(articles).values(values))
    else:  # and not deleted and inserted, which would take with it what other tables keep of the article
        db.execute(update(articles).where(articles.c.id == article.id).values(values))
        keywords.drop(db, article.id)
        changed = (turns,) if before != article.text else ()
        for made in (sentences, passages, vectors_in, *changed):
            db.execute(delete(made).where(made.c.article_id == article.id))
    if found:
        db.execute(insert(sentences), rows_of(sentences, found))
    if cut:
        db.execute(insert(passages), rows_of(passages, cut))
        keywords.add(db, cut, page.facts)
