"""One numbered list of sources, for a brief and for a digest that takes points from several briefs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from bot.brief.brief import Brief, Point, Source
from store import Article
from store.versions import text_sha256


class Numbering:
    """Numbers sources in the order in which they are first referred to."""

    def __init__(self, copies: Mapping[str, Sequence[Article]], known: Sequence[Source] = ()) -> None:
        """`copies` of an article, by its id, are named beside it. `known` sources keep the numbers that they have."""
        self._copies = copies
        self._by_article = {source.article_id: source for source in known}
        self._highest = max((source.number for source in known), default=0)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._by_article.values())

    def number(self, article: Article) -> int:
        """The article's number, a new one if it has none yet."""
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
                copies=tuple(
                    copy.facts.publisher or PurePath(copy.origin).name for copy in self._copies.get(article.id, ())
                ),
                text_sha256=text_sha256(article.text),
            )
        )

    def renumbered(self, point: Point, brief: Brief) -> Point:
        """A brief's point with the numbers of this list."""
        quotes = (replace(quote, source=self._number(brief.source(quote.source))) for quote in point.quotes)
        return replace(point, quotes=tuple(quotes))

    def _number(self, source: Source) -> int:
        if source.article_id not in self._by_article:
            self._highest += 1
            self._by_article[source.article_id] = replace(source, number=self._highest)
        return self._by_article[source.article_id].number
