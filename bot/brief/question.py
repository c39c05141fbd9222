"""What a question asks: intent, topic, filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.brief.dates import period_in
from bot.brief.topic import Topic, read_topic
from store.catalog import Filters

AskedIntent = Literal["for_and_against", "findings"]

_TWO_SIDED = re.compile(
    r"\b(for (and|or|&|vs\.?|versus) against|against (and|or) for|pros?\b.{0,9}\bcons?\b"
    r"|(case|arguments?|reasons?) (for|against)"
    r"|(should|shall|ought) (we|i|they|a|an|the|our|companies|governments?|firms?|startups?|teams?)\b"
    r"|(dis)?advantages?|benefits?|drawbacks?|downsides?|upsides?|risks?|merits?|strengths?|weaknesses"
    r"|versus|vs\.?|worth (it|adopting|using|buying)|good or bad|(good|bad) (idea|for|thing)|both sides|debate"
    r"|better than|why (would|should|do|does|use|adopt|ban|regulate|avoid))\b",
    re.IGNORECASE,
)
_ASKS_A_FACT = re.compile(
    r"^\W*(who|whom|whose|what|which|when|where|how|did|does|do|is|are|was|were|has|have|had|will|can|could"
    r"|tell me|list|latest|news|any news|summari[sz]e|give me)\b|\blatest\b|\bnews (on|about)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Question:
    """A question as understood. `topic` is None only where the text holds nothing to search for."""

    text: str
    intent: AskedIntent
    topic: Topic | None
    filters: Filters


def read_question(text: str, *, publishers: Sequence[str], today: date, filters: Filters | None = None) -> Question:
    """Understand a question as people type it.

    Dates ("since October", "in November 2025") and publishers ("according to Harbour Ledger") become filters unless
    `filters` sets them already; `publishers` are the names that the corpus knows, `today` decides which October.
    """
    given = filters or Filters()
    rest = " ".join(text.split())
    period, rest = period_in(rest, today)
    publisher, rest = _publisher_in(rest, publishers)
    read = replace(
        given,
        since=given.since or period.first,
        until=given.until or period.last,
        publisher=given.publisher or publisher,
    )
    return Question(text, _intent(rest), read_topic(rest), read)


def _intent(text: str) -> AskedIntent:
    if _TWO_SIDED.search(text):
        return "for_and_against"
    # A bare topic ("open weights?") asks for both sides; a question word asks for a fact.
    return "findings" if _ASKS_A_FACT.search(text) else "for_and_against"


def _publisher_in(text: str, publishers: Sequence[str]) -> tuple[str | None, str]:
    """The publisher that the question names as its source, and the question without it."""
    for name in sorted(publishers, key=len, reverse=True):
        said = re.compile(
            rf",?\s*\b(?:only\s+)?(?:according to|from|in|by|as reported (?:by|in)|published (?:by|in)|says?)\s+"
            rf"(?:the\s+)?{re.escape(name)}\b(?:\s+(?:only|articles?|say|says|report|reports|write|writes)\b)?",
            re.IGNORECASE,
        )
        if said.search(text):
            return name, said.sub("", text, count=1).strip()
    return None, text
