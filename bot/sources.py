"""The stored articles as a list: what `evenhand sources` shows and prints as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table
from rich.text import Text

from bot.terminal import date_in_words, publisher_in_words, shown
from store import Article
from store.catalog import Catalog, Filters


@dataclass(frozen=True)
class Wanted:
    """Which articles are listed: those that pass the filters and all that is asked for here.

    `word` is looked for in title, publisher, agency, author, origin and text, whatever its case.
    """

    filters: Filters = field(default_factory=Filters)
    copies: bool = False
    undated: bool = False
    word: str | None = None

    def passes(self, article: Article, copies: Sequence[Article]) -> bool:
        """Whether the article, which passes the filters, has copies or is one, states no date, has the word."""
        if self.copies and not copies and article.copy_of is None:
            return False
        if self.undated and article.facts.published.precision != "none":
            return False
        return self.word is None or self.word.casefold() in _searched(article)


def list_articles(catalog: Catalog, wanted: Wanted) -> Iterator[tuple[Article, Sequence[Article]]]:
    """The articles wanted, oldest first and undated ones last, each with its copies."""
    copies = catalog.copies_of()
    for article in catalog.articles(wanted.filters):
        own = copies.get(article.id, [])
        if wanted.passes(article, own):
            yield article, own


def _searched(article: Article) -> str:
    facts = article.facts
    told = (facts.title, facts.publisher, facts.agency, facts.author, article.origin, article.text)
    return "\n".join(one for one in told if one).casefold()


def article_json(article: Article, copies: Sequence[Article]) -> dict[str, Any]:
    """One article of `evenhand sources --json`. Unknown facts are null; `facts_from` says where known ones stood."""
    facts = article.facts
    return {
        "article_id": article.id,
        "title": facts.title,
        "publisher": facts.publisher,
        "agency": facts.agency,
        "author": facts.author,
        "published": facts.published.iso(),
        "published_precision": facts.published.precision,
        "published_as_stated": facts.published.as_stated,
        "url": facts.url,
        "language": facts.language,
        "origin": article.origin,
        "text": article.text,
        "copy_of": article.copy_of,
        "copies": [copy.id for copy in copies],
        "copy_publishers": [copy.facts.publisher for copy in copies],
        "facts_from": dict(facts.read_from),
        "ingested_at": article.ingested_at.isoformat(),
    }


def article_table(articles: Sequence[Article]) -> Table:
    """The articles for the terminal, oldest first."""
    table = Table("Published", "Publisher", "Title", "Id", box=None, header_style="bold")
    for article in articles:
        facts = article.facts
        title = facts.title or f"untitled: {article.text[:50]}…"
        copy = f" (copy of {article.copy_of})" if article.copy_of else ""
        date = date_in_words(facts.published.iso(), facts.published.as_stated)
        cells = (date, publisher_in_words(facts.publisher, facts.agency), title + copy, article.id)
        table.add_row(*(Text(shown(cell)) for cell in cells))
    return table
