"""What the catalog holds of one week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from bot.digest.week import Week
from store import Article
from store.catalog import Catalog, Filters
from store.tables import articles as rows

WEEKS_BEFORE = 6
"""How far back an event can have begun for its story to count as developing."""


@dataclass(frozen=True)
class WeekCorpus:
    """The articles that a week's digest is made of, and how many it could not place.

    `articles` state a day within the week. `earlier` are those of the weeks before. `month_only` counts articles that
    state no more than a month which the week touches, `undated` those that state no date and came in during the week.
    """

    articles: Sequence[Article]
    earlier: Sequence[Article]
    copies: Mapping[str, Sequence[Article]]
    month_only: int
    undated: int
    newest: str | None


def read_week(catalog: Catalog, week: Week) -> WeekCorpus:
    """Everything of the week that is indexed. An article without a date is in no week: none is guessed."""
    first, last = week.first_day, week.last_day
    articles = list(catalog.articles(Filters(since=first, until=last)))
    long_ago, day_before = first - timedelta(weeks=WEEKS_BEFORE), first - timedelta(days=1)
    month_only = rows.c.published_day.is_(None) & (
        (rows.c.published_first <= last.isoformat()) & (rows.c.published_last >= first.isoformat())
    )
    day_after = last + timedelta(days=1)
    undated = rows.c.published_first.is_(None) & (
        (rows.c.ingested_at_utc >= first.isoformat()) & (rows.c.ingested_at_utc < day_after.isoformat())
    )
    with catalog.engine.connect() as db:
        counts = [
            db.execute(select(func.count()).select_from(rows).where(rows.c.indexed, condition)).scalar_one()
            for condition in (month_only, undated)
        ]
    return WeekCorpus(
        articles=articles,
        earlier=list(catalog.articles(Filters(since=long_ago, until=day_before))),
        copies=catalog.copies_of(article.id for article in articles),
        month_only=counts[0],
        undated=counts[1],
        newest=catalog.newest(),
    )
