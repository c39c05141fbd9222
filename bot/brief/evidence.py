"""Evidence: sentences judged towards a topic, and the drafts of points that engines make of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.brief.brief import EngineName, Side
from bot.brief.question import Question
from store import Article
from store.turns import Turn


@dataclass(frozen=True)
class Evidence:
    """A span of a stored article, judged. `text` is exactly `article.text[start:end]`.

    `turns` are those of the whole article, where it is a transcript.
    """

    article: Article
    start: int
    end: int
    text: str
    side: Side
    confidence: float
    relevance: float
    speaker: str | None = None
    turns: Sequence[Turn] = field(default=(), compare=False, repr=False)


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
