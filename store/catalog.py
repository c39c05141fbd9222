"""Everything the store remembers, in one SQL database: articles, sentences, passages, keywords."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, bindparam, case, delete, func, select, update

from store import keywords, removal
from store.articles import Article, Page, Passage, Sentence
from store.copies import forget_keys, original_of, remember_keys, trace_again
from store.database import open_database
from store.duplicates import Wording, keys_of
from store.facts.gathered import combine
from store.identity import address_of, find_known, remember_addresses
from store.ranking import Standing
from store.rows import (
    GENERATION,
    bump,
    from_row,
    hold,
    passages_of_article,
    remember,
    remembered,
    sentences_of_article,
)
from store.storing import bring_up_to_date, put
from store.tables import addresses, articles, dropped, passages, sentences
from store.versions import Version, earlier_text, earlier_versions, keep_version, number_of, text_sha256


@dataclass(frozen=True)
class Filters:
    """What the reader narrowed the question to. An undated article passes no date filter.

    `or_publishers` are further publishers whose articles pass as well; only beside `publisher`.
    """

    since: date | None = None
    until: date | None = None
    publisher: str | None = None
    or_publishers: tuple[str, ...] = ()

    @property
    def publishers(self) -> tuple[str, ...]:
        """All publishers and agencies whose articles pass; none where those of all do."""
        return (self.publisher, *self.or_publishers) if self.publisher else ()


ARTICLES_AT_ONCE = 100
"""Articles read at a time where all are wanted: their texts would fill the memory."""
MAX_FREQUENCIES = 10_000
"""Words whose document frequencies are remembered: counting a common one takes longer than a search."""
# Texts and spans come from one statement, so that they belong together while another process writes.
_SOME_PASSAGES = select(
    passages, func.substr(articles.c.text, passages.c.start + 1, passages.c.end - passages.c.start).label("text")
).join(articles, articles.c.id == passages.c.article_id)
# Of all the parts of an article, the first brings the text: one piece after the other, SQLite would read it from its
# beginning each time.
_ALL_PASSAGES = select(passages, case((passages.c.number == 0, articles.c.text)).label("whole")).join(articles)
_ALL_SENTENCES = select(sentences, case((sentences.c.number == 0, articles.c.text)).label("whole")).join(articles)
# As much of an article as `from_row` needs: what was read and what was taken out of it is half of what is stored.
_ARTICLES = select(*(column for column in articles.c if column.name not in {"raw", "furniture"}))

_READ_AT = select(articles.c.ingested_at_utc).where(articles.c.id == bindparam("id"))


class Catalog:
    """The catalog of one data folder. Safe to share between threads; every method is its own transaction."""

    def __init__(self, path: Path) -> None:
        """Open or create the database file. Raises FixSetup where it cannot be used."""
        self.engine: Engine = open_database(path)
        self._frequencies: tuple[str, dict[str, int]] = ("", {})

    def close(self) -> None:
        self.engine.dispose()

    # Facts about the catalog itself

    def remembered(self, key: str) -> str | None:
        """A value stored with `remember`, such as the embedding model that made the vectors."""
        with self.engine.connect() as db:
            return remembered(db, key)

    def remember(self, key: str, value: str) -> None:
        with self.engine.begin() as db:
            remember(db, key, value)

    @property
    def generation(self) -> str:
        """Changes whenever vectors were added or dropped, by whichever process: who caches them looks here."""
        return self.remembered(GENERATION) or "0"

    # Articles in

    def known(self, page: Page) -> tuple[Article, bool] | None:
        """The stored article that a page is (see `store.identity`), None if it is a new one.

        With it, whether the page says what it said when it was last read from there.
        """
        with self.engine.connect() as db:
            known = find_known(db, page)
            row = known and db.execute(_ARTICLES.where(articles.c.id == known.article_id)).first()
        return (from_row(row), known.unchanged or _says_the_same(row, page)) if known and row else None

    def add(
        self, page: Page, found: Sequence[Sentence], cut: Sequence[Passage], *, article_id: str, at: datetime
    ) -> Article:
        """Store the page as an article that is not yet indexed, or as the new text of the article that it is.

        Then `article_id` counts for nothing, and an earlier text is kept as a version. Keywords are written in the same
        transaction. A copy of an article already stored is marked as such. An article of which nothing changes, perhaps
        because another run has stored the same just now, is returned and stays as it is.
        """
        wording = Wording(page.text)
        keys = keys_of(wording)
        with self.engine.begin() as db:
            hold(db)
            bring_up_to_date(db)
            known, origin = find_known(db, page), page.origin
            article_id = known.article_id if known else article_id
            row = db.execute(_ARTICLES.where(articles.c.id == article_id)).first()
            stored = from_row(row) if row else None
            if stored is not None:
                remember_addresses(db, article_id, page)
                if page.origin != stored.origin:
                    page = replace(page, origin=stored.origin, facts=combine(page.facts, stored.facts))
                if stored.text == page.text and stored.facts == page.facts:
                    return stored
                if stored.text != page.text:
                    keep_version(db, article_id, until=at)
            copies = select(articles.c.id).where(articles.c.copy_of == article_id)
            own_copies = list(db.execute(copies.order_by(articles.c.ingested_at_utc, articles.c.id)).scalars())
            forget_keys(db, article_id)
            removal.replace(db, article_id, origin)
            copy_of = original_of(db, wording, keys, {*own_copies, article_id})
            article = Article(article_id, page.text, page.origin, page.facts, at, copy_of)
            found, cut = sentences_of_article(article_id, found), passages_of_article(article_id, cut)
            put(db, article, page, found, cut, before=stored.text if stored else None)
            remember_keys(db, article_id, keys)
            if stored is None:  # only now is there something to refer to
                remember_addresses(db, article_id, page)
            trace_again(db, own_copies)
        return article

    def mark_indexed(self, stored: Iterable[Article]) -> list[str]:
        """Say that Chroma holds these articles' vectors: from now on they are searched.

        Returns the ids of those that were not indexed until now: of several runs at work on one article, one gets it.
        An article that was replaced since it was read stays unindexed: its vectors are those of the older text.
        """
        marked = []
        with self.engine.begin() as db:
            for article in stored:
                same = (articles.c.id == article.id) & (articles.c.ingested_at_utc == article.ingested_at.isoformat())
                if db.execute(update(articles).where(same, ~articles.c.indexed).values(indexed=True)).rowcount:
                    marked.append(article.id)
            bump(db)
        return marked

    def mark_unindexed(self, article_ids: Sequence[str]) -> None:
        """Say that vectors of these articles are missing in Chroma."""
        with self.engine.begin() as db:
            if article_ids:
                one = update(articles).where(articles.c.id == bindparam("one")).values(indexed=False)
                db.execute(one, [{"one": article_id} for article_id in article_ids])
            bump(db)

    def still_stored(self, known: Iterable[Article]) -> list[Article]:
        """Those of these articles that were neither removed nor replaced since they were read."""
        with self.engine.connect() as db:
            rows = {article.id: db.execute(_READ_AT, {"id": article.id}).scalar() for article in known}
        return [article for article in known if rows[article.id] == article.ingested_at.isoformat()]

    def is_indexed(self, article_id: str) -> bool:
        """Whether there is such an article and it is searched."""
        with self.engine.connect() as db:
            return bool(db.execute(select(articles.c.indexed).where(articles.c.id == article_id)).scalar())

    def not_indexed(self) -> list[str]:
        """Articles whose vectors may be missing in Chroma: an ingest was stopped before it got to them."""
        with self.engine.connect() as db:
            return sorted(db.execute(select(articles.c.id).where(~articles.c.indexed)).scalars())

    # Articles removed

    def remove(self, article_id: str, *, at: datetime) -> bool:
        """Remove an article; it answers nothing from now on. False where there is none.

        Its copies are traced again. `gone_from_chroma` then tells what Chroma has still to delete.
        """
        with self.engine.begin() as db:
            removed = removal.remove(db, article_id, at)
            bump(db)
        return removed

    def was_removed(self, origin: str) -> bool:
        """Whether the article from there was removed, and not taken in by its name since."""
        with self.engine.connect() as db:
            return removal.was_removed(db, origin)

    def gone_from_chroma(self) -> tuple[list[str], list[str]]:
        """Passages whose vectors Chroma has still to delete, and those that were to go but have come back."""
        with self.engine.connect() as db:
            return removal.still_in_chroma(db)

    def gone_count(self) -> int:
        """How many vectors Chroma may have of passages that are gone."""
        with self.engine.connect() as db:
            return removal.gone_count(db)

    def forget_dropped(self, passage_ids: Sequence[str]) -> None:
        """Say that Chroma has nothing to delete of these passages any more."""
        with self.engine.begin() as db:
            one = delete(dropped).where(dropped.c.passage_id == bindparam("one"))
            db.execute(one, [{"one": passage_id} for passage_id in passage_ids])

    # Articles out

    def version(self, article_id: str, sha256: str) -> str | None:
        """The text of the article that has this hash (`text_sha256`), whether it stands or is an earlier one."""
        with self.engine.connect() as db:
            stands = db.execute(select(articles.c.text).where(articles.c.id == article_id)).scalar()
            is_it = stands is not None and text_sha256(stands) == sha256
            return stands if is_it else earlier_text(db, article_id, sha256)

    def version_number(self, article_id: str) -> int:
        """Which version of the article stands: 1 if it never changed."""
        with self.engine.connect() as db:
            return number_of(db, article_id)

    def versions(self, article_id: str) -> list[Version]:
        """The earlier versions of an article, oldest first."""
        with self.engine.connect() as db:
            return list(earlier_versions(db, article_id))

    def article(self, article_id: str) -> Article | None:
        with self.engine.connect() as db:
            row = db.execute(_ARTICLES.where(articles.c.id == article_id)).first()
        return from_row(row) if row else None

    def by_origin(self, origin: str) -> Article | None:
        with self.engine.connect() as db:
            row = db.execute(_ARTICLES.where(articles.c.origin == origin)).first()
        return from_row(row) if row else None

    def article_many(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Those of these articles that there are, indexed or not, by their ids."""
        with self.engine.connect() as db:
            rows = db.execute(_ARTICLES.where(articles.c.id.in_(list(article_ids)))).all()
        return {row.id: from_row(row) for row in rows}

    def articles(self, filters: Filters | None = None) -> Iterator[Article]:
        """Every indexed article that passes the filters, oldest first, undated ones last."""
        query = _ARTICLES.where(articles.c.indexed, *_conditions(filters or Filters()))
        query = query.order_by(articles.c.published_first.is_(None), articles.c.published_first, articles.c.id)
        with self.engine.connect().execution_options(yield_per=ARTICLES_AT_ONCE) as db:
            yield from (from_row(row) for row in db.execute(query))

    def latest(self, filters: Filters, *, limit: int) -> list[Article]:
        """The indexed articles published last, newest first, undated ones behind all others; no copies."""
        query = _ARTICLES.where(articles.c.indexed, articles.c.copy_of.is_(None), *_conditions(filters))
        query = query.order_by(articles.c.published_first.desc().nulls_last(), articles.c.ingested_at_utc.desc())
        with self.engine.connect() as db:
            return [from_row(row) for row in db.execute(query.limit(limit))]

    def copies_of(self, article_ids: Iterable[str] | None = None) -> dict[str, list[Article]]:
        """The copies of each of these articles, or of all, by the article they copy."""
        copies: dict[str, list[Article]] = {}
        wanted = articles.c.copy_of.is_not(None) if article_ids is None else articles.c.copy_of.in_(list(article_ids))
        with self.engine.connect() as db:
            for row in db.execute(_ARTICLES.where(wanted).order_by(articles.c.id)):
                copies.setdefault(row.copy_of, []).append(from_row(row))
        return copies

    def also_published(self, article_ids: Iterable[str]) -> dict[str, list[Article]]:
        """Of each of these articles the others with its text: its copies, or the original of a copy and its others."""
        ids = list(article_ids)
        with self.engine.connect() as db:
            of = db.execute(select(articles.c.id, articles.c.copy_of).where(articles.c.id.in_(ids))).all()
            firsts = {row.id: row.copy_of or row.id for row in of}
            in_one = articles.c.copy_of.in_(set(firsts.values())) | articles.c.id.in_(set(firsts.values()))
            rows = db.execute(_ARTICLES.where(in_one).order_by(articles.c.copy_of.is_not(None), articles.c.id)).all()
        published: dict[str, list[Article]] = {}
        for article in map(from_row, rows):
            published.setdefault(article.source_key, []).append(article)
        return {own: [one for one in published.get(first, []) if one.id != own] for own, first in firsts.items()}

    def look_up(self, wanted: str, *, min_prefix: int) -> list[Article]:
        """The articles, indexed or not, that a person can mean by an id, an origin or an address.

        Without one of these those whose ids begin so, given at least `min_prefix` letters; no more than a few dozen.
        """
        names = [wanted] + ([address] if (address := address_of(wanted)) else [])
        known = select(addresses.c.article_id).where(addresses.c.address.in_(names))
        exact = (articles.c.id == wanted) | (articles.c.origin == wanted) | (articles.c.url == wanted)
        begins = articles.c.id.startswith(wanted, autoescape=True)
        with self.engine.connect() as db:
            rows = db.execute(_ARTICLES.where(exact | articles.c.id.in_(known)).limit(50)).all()
            if not rows and len(wanted) >= min_prefix:
                rows = db.execute(_ARTICLES.where(begins).order_by(articles.c.id).limit(50)).all()
        return [from_row(row) for row in rows]

    def page_of(self, article_id: str) -> tuple[str, list[str]]:
        """The text as it was read, and what was taken out of it, in page order. Raises KeyError without the article."""
        with self.engine.connect() as db:
            row = db.execute(select(articles.c.raw, articles.c.furniture).where(articles.c.id == article_id)).first()
        if row is None:
            raise KeyError(article_id)
        return row.raw, list(row.furniture)

    def raw(self, article_id: str) -> str | None:
        """The text as it was read, before any mending."""
        with self.engine.connect() as db:
            return db.execute(select(articles.c.raw).where(articles.c.id == article_id)).scalar()

    def count(self) -> int:
        """How many articles are indexed."""
        with self.engine.connect() as db:
            return db.execute(select(func.count()).select_from(articles).where(articles.c.indexed)).scalar_one()

    def undated_count(self) -> int:
        """How many indexed articles state no year: filters by date leave them out."""
        query = select(func.count()).select_from(articles)
        with self.engine.connect() as db:
            return db.execute(query.where(articles.c.indexed, articles.c.published_first.is_(None))).scalar_one()

    def passage_count(self) -> int:
        """How many passages the indexed articles have: as many as Chroma should have vectors."""
        query = select(func.count()).select_from(passages).join(articles, articles.c.id == passages.c.article_id)
        with self.engine.connect() as db:
            return db.execute(query.where(articles.c.indexed)).scalar_one()

    def newest(self, filters: Filters | None = None) -> str | None:
        """The newest published date, ISO, of the articles that state one; a month counts from its first day."""
        query = _ARTICLES.where(
            articles.c.indexed, articles.c.published_first.is_not(None), *_conditions(filters or Filters())
        )
        with self.engine.connect() as db:
            row = db.execute(query.order_by(articles.c.published_first.desc()).limit(1)).first()
        return from_row(row).facts.published.iso() if row else None

    def publishers(self) -> list[str]:
        """The names of all publishers and agencies, sorted."""
        with self.engine.connect() as db:
            rows = db.execute(
                select(articles.c.publisher, articles.c.agency).where(articles.c.indexed).distinct()
            ).all()
        return sorted({name for row in rows for name in row if name})

    # Passages and sentences

    def passages_of(self, article_id: str) -> list[Passage]:
        query = _ALL_PASSAGES.where(passages.c.article_id == article_id).order_by(passages.c.number)
        with self.engine.connect() as db:
            return [Passage(r.id, r.article_id, r.number, r.start, r.end, text) for r, text in _cut(db.execute(query))]

    def passages_by_id(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """The passages that exist and are indexed, whatever Chroma believes."""
        query = _SOME_PASSAGES.where(passages.c.id.in_(passage_ids), articles.c.indexed)
        with self.engine.connect() as db:
            return {r.id: Passage(r.id, r.article_id, r.number, r.start, r.end, r.text) for r in db.execute(query)}

    def indexed_passages(self, *, after: str, limit: int) -> dict[str, str]:
        """Ids of passages of indexed articles, in their order, with those of their articles; `limit` at a time."""
        query = select(passages.c.id, passages.c.article_id).join(articles, articles.c.id == passages.c.article_id)
        query = query.where(articles.c.indexed, passages.c.id > after).order_by(passages.c.id).limit(limit)
        with self.engine.connect() as db:
            return {row.id: row.article_id for row in db.execute(query)}

    def sentences_of(self, article_id: str) -> list[Sentence]:
        return self.sentences_of_many([article_id]).get(article_id, [])

    def sentences_of_many(self, article_ids: Iterable[str]) -> dict[str, list[Sentence]]:
        """The sentences of these articles in their order; an article without any is left out."""
        query = _ALL_SENTENCES.where(sentences.c.article_id.in_(list(article_ids)))
        found: dict[str, list[Sentence]] = {}
        with self.engine.connect() as db:
            for r, text in _cut(db.execute(query.order_by(sentences.c.article_id, sentences.c.number))):
                sentence = Sentence(r.article_id, r.number, r.start, r.end, text, r.quotable)
                found.setdefault(r.article_id, []).append(sentence)
        return found

    def keyword_ranks(self, words: Sequence[str], *, limit: int, filters: Filters) -> list[tuple[str, float]]:
        """Passage ids whose text, title or source has any of the words, best first, with their BM25 (higher is better).

        Titles weigh twice; publishers, authors, months and years once. Words are matched as words, never as query
        syntax.
        """
        if not words:
            return []
        passing = select(articles.c.id).where(articles.c.indexed, *_conditions(filters))
        with self.engine.connect() as db:
            # Filters may leave too few of the best: one publisher always does.
            return keywords.ranks(db, words, passing, limit=limit, look_at_all=bool(filters.publisher))

    def full_match(self, words: Sequence[str]) -> float:
        """The BM25 of a passage of average length that has each of these words once (see `store.keywords`)."""
        with self.engine.connect() as db:
            return keywords.full_match(db, words)

    def standings(self, article_ids: Iterable[str]) -> dict[str, Standing]:
        """What ranking knows of each of these articles beside its words."""
        query = select(articles.c.id, articles.c.copy_of, articles.c.published_first)
        with self.engine.connect() as db:
            rows = db.execute(query.where(articles.c.id.in_(list(article_ids)))).all()
        return {
            row.id: Standing(row.copy_of or row.id, row.published_first and date.fromisoformat(row.published_first))
            for row in rows
        }

    def document_frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """In how many stored articles, indexed or not, each word stands, as text, title or source."""
        generation, known = self._frequencies
        if generation != self.generation or len(known) > MAX_FREQUENCIES:
            generation, known = self.generation, {}
        with self.engine.connect() as db:
            new = {word: keywords.articles_with(db, word) for word in words if word not in known}
        self._frequencies = (generation, {**known, **new})
        return {word: new[word] if word in new else known[word] for word in words}


def article_id_of(page: Page) -> str:
    """An id from origin and text, so that one page gets the same id on every machine that reads it from there."""
    return hashlib.sha256(f"{page.origin}\n{page.text}".encode()).hexdigest()[:12]


def _cut(parts: Iterable[Row[Any]]) -> Iterator[tuple[Row[Any], str]]:
    """Each part of one article after another, with its text; the first of an article brings the whole (`_ALL_…`)."""
    whole = ""
    for part in parts:
        whole = whole if part.whole is None else part.whole
        yield part, whole[part.start : part.end]


def _says_the_same(row: Row[Any], page: Page) -> bool:
    stored = from_row(row)
    return stored.origin == page.origin and stored.text == page.text and stored.facts == page.facts


def _conditions(filters: Filters) -> list[Any]:
    conditions: list[Any] = []
    if filters.since:
        conditions.append(articles.c.published_first >= filters.since.isoformat())
    if filters.until:
        conditions.append(articles.c.published_last <= filters.until.isoformat())
    if filters.publisher:
        wanted = [name.lower() for name in filters.publishers]
        conditions.append(func.lower(articles.c.publisher).in_(wanted) | func.lower(articles.c.agency).in_(wanted))
    return conditions
