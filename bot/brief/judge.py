"""Which sentences argue, and for which side of a topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.brief.brief import Side
from bot.brief.topic import Topic


@dataclass(frozen=True)
class Judgement:
    """How one sentence stands to a topic.

    `side` is towards the topic as the user put it. `confidence` and `relevance` lie in 0..1; a sentence whose
    side is unsure is judged "neither".
    """

    side: Side
    confidence: float
    relevance: float


class Judge(Protocol):
    """Anything that can say which side sentences take."""

    def first_look(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[float]:
        """How likely each sentence argues, as log-odds: quick, to choose what is judged. `before` as in `judge`."""
        ...

    def judge(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[Judgement]:
        """One judgement a sentence, in order. `before` holds the sentence before each one, "" where there is none."""
        ...
