"""The nouns of the store: pages come in, articles are kept, passages are searched, sentences are quoted."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Precision = Literal["day", "month", "none"]


@dataclass(frozen=True)
class Published:
    """When an article says it was published, never more exactly than it says so.

    A day without a year ("Dec 23") has precision "none": it stays in `as_stated` and no year is guessed.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    as_stated: str | None = None

    @property
    def precision(self) -> Precision:
        if self.year is None or self.month is None:
            return "none"
        return "day" if self.day is not None else "month"

    def iso(self) -> str | None:
        """`2025-11-17`, `2025-11`, or None where the text does not state both year and month."""
        if self.year is None or self.month is None:
            return None
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def earliest(self) -> date | None:
        """The first day it can have been."""
        if self.year is None or self.month is None:
            return None
        return date(self.year, self.month, self.day or 1)

    def latest(self) -> date | None:
        """The last day it can have been."""
        if self.year is None or self.month is None:
            return None
        return date(self.year, self.month, self.day or calendar.monthrange(self.year, self.month)[1])


@dataclass(frozen=True)
class Facts:
    """What a page says of itself. Unknown is None; `read_from` says where each known fact stood."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    published: Published = Published()
    url: str | None = None
    language: str | None = None
    read_from: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What a reader makes of one file or URL.

    `raw` is the text as decoded, kept unchanged in the catalog. `text` is the article alone: encoding mended,
    furniture gone, paragraphs separated by one blank line, list markers removed. `furniture` holds what was
    taken out, in page order.
    """

    origin: str
    raw: str
    text: str
    furniture: tuple[str, ...] = ()
    facts: Facts = Facts()


@dataclass(frozen=True)
class Article:
    """One news item as the catalog keeps it. Offsets of sentences and passages point into `text`."""

    id: str
    text: str
    origin: str
    facts: Facts
    ingested_at: datetime
    copy_of: str | None = None

    @property
    def source_key(self) -> str:
        """The article that counts as the independent source: itself, or the one it copies."""
        return self.copy_of or self.id


@dataclass(frozen=True)
class Sentence:
    """A span of an article's text. `quotable` is False for headings and fragments, which are never quoted."""

    article_id: str
    number: int
    start: int
    end: int
    text: str
    quotable: bool = True


@dataclass(frozen=True)
class Passage:
    """A few consecutive sentences of one article: the unit that is embedded and searched."""

    id: str
    article_id: str
    number: int
    start: int
    end: int
    text: str
