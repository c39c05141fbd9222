"""How much was read on a topic, and how old it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.brief.brief import counted
from store import Article


@dataclass(frozen=True)
class OnTopic:
    """The articles found that speak of a topic, copies counted once.

    `undated` of them state no year and month; `oldest` is the ISO date of the oldest of the others, None without any.
    """

    articles: int = 0
    undated: int = 0
    oldest: str | None = None

    def in_words(self, *, dated: bool = True) -> str:
        """` in 5 articles on the topic since 2025-10-07`; "since" is said of all only where all have a date."""
        if not self.articles:
            return ""
        where = f" in {counted(self.articles, 'article')} on the topic"
        if self.oldest is None or not dated:
            return where
        if not self.undated:
            return f"{where} since {self.oldest}"
        return f"{where} ({self.undated} undated, the {'others' if self._dated > 1 else 'other'} since {self.oldest})"

    @property
    def _dated(self) -> int:
        return self.articles - self.undated


NOTHING_ON_TOPIC = OnTopic()


def on_topic(articles: Iterable[Article]) -> OnTopic:
    """What these articles make, a source that several of them copy counted once and as old as the oldest of them."""
    dates: dict[str, str | None] = {}
    for article in articles:
        known, stated = dates.get(article.source_key), article.facts.published.iso()
        dates[article.source_key] = min(filter(None, (known, stated)), default=None)
    stated_dates = [each for each in dates.values() if each]
    return OnTopic(len(dates), len(dates) - len(stated_dates), min(stated_dates, default=None))
