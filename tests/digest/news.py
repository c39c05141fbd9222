"""A small world of news for digest tests: articles with a fixed week, answers that a test writes, a poster that counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from bot.brief.brief import Brief, EngineName, Intent, Point, Quote, Source
from bot.digest.compose import Composer
from bot.digest.digest import Digest, DigestStory, TopicPoints
from bot.digest.week import Week
from store import Article, Facts, Published
from store.catalog import Catalog, Filters

WEEK = Week(2025, 46)  # 10 to 16 November 2025
MONDAY_AFTER = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)


def on(day: int, month: int = 11) -> Published:
    return Published(2025, month, day)


def article(article_id: str, title: str, text: str, *, day: int = 11, copy_of: str | None = None) -> Article:
    facts = Facts(title=title, publisher=f"The {article_id}", published=on(day))
    return Article(article_id, text, f"{article_id}.txt", facts, MONDAY_AFTER, copy_of)


def by_subject(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """A stand-in for the embedding: texts are alike by how many of these subjects they share."""
    subjects = ("ferry", "orchard", "library", "bridge", "copper", "cost", "risk", "support")
    rows = [[float(subject in text.lower()) for subject in subjects] + [0.2] for text in texts]
    vectors = np.array(rows, dtype=np.float32).reshape(len(texts), len(subjects) + 1)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@dataclass
class WrittenAnswers:
    """Answers what the test wrote, for the week (asked with `since`) and for the time before it."""

    this_week: dict[str, Brief] = field(default_factory=dict)
    before: dict[str, Brief] = field(default_factory=dict)
    asked: list[tuple[str, Filters | None]] = field(default_factory=list)

    def answer(self, text: str, *, filters: Filters | None = None, engine: EngineName | None = None) -> Brief:
        del engine
        self.asked.append((text, filters))
        topic = text.removeprefix("arguments for and against ")
        briefs = self.this_week if filters and filters.since else self.before
        return briefs.get(topic, brief(topic))


def brief(topic: str, *, pro: Sequence[Point] = (), con: Sequence[Point] = (), sources: Sequence[Source] = ()) -> Brief:
    intent: Intent = "for_and_against" if pro or con else "not_covered"
    return Brief(
        question=topic,
        intent=intent,
        topic=topic,
        read_as=topic,
        takeaway="",
        engine="extractive",
        points_for=tuple(pro),
        points_against=tuple(con),
        sources=tuple(sources),
    )


def point(headline: str, text: str, *, source: int = 1) -> Point:
    return Point(headline, 1, (Quote(text, source, None, 0, len(text)),))


def source(article_id: str, number: int = 1, **facts: str | None) -> Source:
    known: dict[str, str | None] = {"title": f"Title of {article_id}", "publisher": f"The {article_id}"}
    known |= {"published": "2025-11-11", "url": None} | facts
    return Source(
        number=number,
        article_id=article_id,
        title=known["title"],
        publisher=known["publisher"],
        agency=None,
        author=None,
        published=known["published"],
        published_as_stated=None,
        url=known["url"],
        origin=f"{article_id}.txt",
    )


def composer(catalog: Catalog, answers: WrittenAnswers | None = None, topics: Sequence[str] = ()) -> Composer:
    return Composer(catalog, answers or WrittenAnswers(), by_subject, topics)


def digest(week: str = "2025-W46", *, text: str = "The old ferry was sold on Tuesday.", stories: int = 1) -> Digest:
    """A digest that was not composed, for whatever only posts or shows one."""
    quote = Quote(text, 1, None, 0, len(text))
    told = DigestStory(text, (quote, quote), ("a",), 2, "developing")
    argued = TopicPoints("open models", (point(text, text),), (point("Thinner support", text),))
    return Digest(week, (told,) * stories, (argued,), ("1 article by 1 publisher.",), (source("a", title=text),))


@dataclass
class CountingPoster:
    """A channel in memory. `fails` are raised by the next posts, after the message is there if `lost_answer`."""

    messages: dict[tuple[str, str], list[Digest]] = field(default_factory=dict)
    fails: list[BaseException] = field(default_factory=list)
    lost_answer: bool = False
    searches: int = 0

    async def find(self, channel: str, week: str) -> str | None:
        self.searches += 1
        return f"ts-{channel}-{week}" if self.messages.get((channel, week)) else None

    async def post(self, channel: str, digest: Digest) -> str:
        error = self.fails.pop(0) if self.fails else None
        if error is None or self.lost_answer:
            self.messages.setdefault((channel, digest.week), []).append(digest)
        if error is not None:
            raise error
        return f"ts-{channel}-{digest.week}"

    def count(self, channel: str = "C1") -> int:
        return sum(len(posted) for (where, _), posted in self.messages.items() if where == channel)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = MONDAY_AFTER

    def __call__(self) -> datetime:
        return self.at


def numbered_ids() -> Callable[[], str]:
    ids = iter(range(1_000_000))
    return lambda: f"id{next(ids)}"
