"""The answer to a question: its data classes and their JSON, which other programs rely on."""

from dataclasses import asdict, dataclass
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
    cut_before: bool = False
    cut_behind: bool = False
    """Whether its sentence begins before the quotation, and whether it goes on behind: an ellipsis says so."""
    said_at: str | None = None
    """When a recording has it, counted from its start: `00:14:03`."""

    @property
    def shown(self) -> str:
        """The words with an ellipsis where they are cut."""
        return f"{'… ' if self.cut_before else ''}{self.text}{' …' if self.cut_behind else ''}"


def said_by(speaker: str | None, said_at: str | None) -> str:
    """Who said it and when: `Ada Fenn at 00:14:03`, as much of it as is known; "" for nothing."""
    return " ".join(filter(None, (speaker, said_at and f"at {said_at}")))


def counted(number: int, noun: str) -> str:
    """`1 point`, `2 points`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plain(text: str) -> str:
    return " ".join("".join(letter for letter in text if letter not in '“”"').casefold().split())


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
    def carried_by(self) -> str:
        """Who carries it, in words: "" for one article, and how many articles where not all are independent."""
        articles, count = len({quote.source for quote in self.quotes}), self.independent_sources
        if max(count, articles) <= 1:
            return ""
        sources = counted(count, "independent source")
        return f"{sources} in {articles} articles" if articles > count else sources

    @property
    def headline_repeats(self) -> bool:
        """Whether the headline is words of the first quotation, which then says it all."""
        return bool(self.quotes) and _plain(self.headline.removesuffix(" …")) in _plain(self.quotes[0].text)


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
    """Who else published it: its copies, and for a copy the original and its other copies."""
    text_sha256: str | None = None
    """Which of the article's texts is quoted (see `store.versions`); None in briefs kept by earlier versions."""


class Sourced:
    """What quotes from numbered sources."""

    sources: tuple[Source, ...]

    def source(self, number: int) -> Source:
        """The source with this number. Raises KeyError if there is none."""
        for source in self.sources:
            if source.number == number:
                return source
        raise KeyError(number)


@dataclass(frozen=True)
class Brief(Sourced):
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
    notice: str | None = None
    """One line for the reader about how the brief was made, such as why the chat model was not used."""
    compared_with: str | None = None
    """The other subject of a comparison ("closed models"): what argues against the topic then argues for it."""

    side: Side | None = None
    """The one side that was asked for: it stands first."""

    @property
    def sides(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """What heads each side and its points, the side asked for first."""
        both = tuple(zip(self.headings, (self.points_for, self.points_against), strict=True))
        return both[::-1] if self.side == "against" else both

    @property
    def headings(self) -> tuple[str, str]:
        """What heads the points for the topic and those against it."""
        return (f"For {self.topic}", f"For {self.compared_with}") if self.compared_with else ("For", "Against")

    @property
    def title(self) -> str:
        """The topic as the brief is headed, in a comparison with the other subject."""
        if not self.topic:
            return "What you can ask"
        whole = f"{self.topic} or {self.compared_with}" if self.compared_with else self.topic
        return whole[:1].upper() + whole[1:]

    def title_ending(self, silent: str) -> str:
        """What follows the title: the kind of brief, `silent` where the corpus says nothing; "" for findings."""
        if not self.topic or self.intent == "findings" or (self.compared_with and self.intent == "for_and_against"):
            return ""
        both = "against and for" if self.side == "against" else "for and against"
        kind = silent if self.intent == "not_covered" else both
        return f" {kind.capitalize()}" if self.topic.endswith("?") else f": {kind}"

    @property
    def points(self) -> tuple[Point, ...]:
        """All points and findings."""
        return (*self.points_for, *self.points_against, *self.findings)

    def to_json(self) -> dict[str, Any]:
        """The object that `evenhand ask --json` prints."""
        return {
            "question": self.question,
            "intent": self.intent,
            "topic": self.topic,
            "compared_with": self.compared_with,
            "side": self.side,
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
