"""The stored articles as a list: what `evenhand sources` shows and prints as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from bot.terminal import date_in_words, publisher_in_words, shown
from store import Article


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
