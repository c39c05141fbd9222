"""Evidence: sentences judged towards a topic, and the drafts of points that engines make of them."""

from dataclasses import dataclass
from typing import Protocol

from bot.brief.brief import EngineName, Side
from bot.brief.question import Question
from store import Article


@dataclass(frozen=True)
class Evidence:
    """A span of a stored article, judged. `text` is exactly `article.text[start:end]`."""

    article: Article
    start: int
    end: int
    text: str
    side: Side
    confidence: float
    relevance: float
    speaker: str | None = None


@dataclass(frozen=True)
class DraftPoint:
    """A point before it is verified: a headline and the evidence behind it, best first. Findings have no side."""

    side: Side
    headline: str
    evidence: tuple[Evidence, ...]


class Engine(Protocol):
    """What makes points of evidence. Whatever it returns is verified before anyone sees it."""

    name: EngineName

    def draft(self, question: Question, evidence: list[Evidence]) -> list[DraftPoint]:
        """Points, strongest first within their side. Evidence it does not use is left out of the brief.

        Raises TryLater or FixSetup if the engine cannot work now; the extractive engine never does.
        """
        ...
