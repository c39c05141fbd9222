"""One numbered list of sources, for a brief and for a digest that takes points from several briefs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.brief.brief import Brief, Point, Source
from store import Article


class Numbering:
    """Numbers sources in the order in which they are first referred to."""

    def __init__(self, copies: Mapping[str, Sequence[Article]]) -> None:
        """`copies` of an article, by its id, are named beside it."""
        self._copies = copies
        self._by_article: dict[str, Source] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._by_article.values())

    def number(self, article: Article) -> int:
        facts = article.facts
        return self._number(
            Source(
                number=0,
                article_id=article.id,
                title=facts.title,
                publisher=facts.publisher,
                agency=facts.agency,
                author=facts.author,
                published=facts.published.iso(),
                published_as_stated=facts.published.as_stated,
                url=facts.url,
                origin=article.origin,
                copies=tuple(copy.facts.publisher or copy.origin for copy in self._copies.get(article.id, ())),
            )
        )

    def renumbered(self, point: Point, brief: Brief) -> Point:
        """A brief's point with the numbers of this list."""
        quotes = (replace(quote, source=self._number(brief.source(quote.source))) for quote in point.quotes)
        return replace(point, quotes=tuple(quotes))

    def _number(self, source: Source) -> int:
        known = self._by_article.setdefault(source.article_id, replace(source, number=len(self._by_article) + 1))
        return known.number
