"""The answer to a question: its data classes and their JSON, which other programs rely on."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Side = Literal["for", "against", "neither"]
Intent = Literal["for_and_against", "findings", "not_covered"]
EngineName = Literal["extractive", "chat"]


@dataclass(frozen=True)
class Quote:
    """Words of a stored article: `text` is exactly `article.text[start:end]` of source number `source`."""

    text: str
    source: int
    speaker: str | None
    start: int
    end: int


def in_quotation_marks(text: str) -> str:
    """A quotation as it is shown: in marks of its own unless the text begins with spoken words in theirs.

    A sentence cut from the middle of somebody's speech has only one mark; the other is added.
    """
    opened, closed = text.count("“"), text.count("”")
    if opened > closed:
        return f"{text}”"
    if closed > opened:
        return f"“{text}"
    if text.startswith('"'):
        return text if text.count('"') % 2 == 0 else f'{text}"'
    return text if text.startswith("“") else f"“{text}”"


@dataclass(frozen=True)
class Point:
    """One argument or finding, the quotations that carry it, best first, and how many independent sources do."""

    headline: str
    independent_sources: int
    quotes: tuple[Quote, ...]

    @property
    def headline_repeats(self) -> bool:
        """Whether the headline is only the beginning of the best quotation."""
        return bool(self.quotes) and self.quotes[0].text.startswith(self.headline.removesuffix(" …"))


@dataclass(frozen=True)
class Source:
    """An article that a brief quotes. `published` is ISO (`2025-11-17` or `2025-11`) or None: never guessed."""

    number: int
    article_id: str
    title: str | None
    publisher: str | None
    agency: str | None
    author: str | None
    published: str | None
    published_as_stated: str | None
    url: str | None
    origin: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """Both sides of a topic, or findings, or what comes closest when the corpus does not cover the question."""

    question: str
    intent: Intent
    topic: str
    read_as: str
    takeaway: str
    engine: EngineName
    points_for: tuple[Point, ...] = ()
    points_against: tuple[Point, ...] = ()
    findings: tuple[Point, ...] = ()
    sources: tuple[Source, ...] = ()
    not_covered: tuple[str, ...] = ()
    newest_article: str | None = None
    elapsed_ms: int = 0
    notice: str | None = field(default=None)
    """One line for the reader about how the brief was made, such as why the chat model was not used."""

    def source(self, number: int) -> Source:
        """The source with this number. Raises KeyError if the brief does not have it."""
        for source in self.sources:
            if source.number == number:
                return source
        raise KeyError(number)

    def to_json(self) -> dict[str, Any]:
        """The object that `evenhand ask --json` prints."""
        return {
            "question": self.question,
            "intent": self.intent,
            "topic": self.topic,
            "read_as": self.read_as,
            "takeaway": self.takeaway,
            "engine": self.engine,
            "sides": {
                "for": [asdict(point) for point in self.points_for],
                "against": [asdict(point) for point in self.points_against],
            },
            "findings": [asdict(point) for point in self.findings],
            "sources": [asdict(source) for source in self.sources],
            "not_covered": list(self.not_covered),
            "newest_article": self.newest_article,
            "notice": self.notice,
            "elapsed_ms": self.elapsed_ms,
        }
