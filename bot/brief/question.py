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

_BOTH_SIDES_NAMED = re.compile(
    r"\b(for (and|or|&|vs\.?|versus) against|against (and|or) for|pros?\b.{0,9}\bcons?|both sides|debate"
    r"|(case|arguments?|reasons?|speaks|said|say) (for|against)|(dis)?advantages?|drawbacks?|downsides?|upsides?"
    r"|merits?|strengths?|weaknesses)\b",
    re.IGNORECASE,
)
_ASKS_A_FACT = re.compile(
    r"^\W*(who|whom|whose|when|where|how (many|much|large|big|long|old|often|far|fast)"
    r"|(what|which|how|why) (did|was|were)"
    r"|(did|was|were|has|have|had)|what happened|tell me|list|latest|any news|news)\b|\blatest\b|\bnews (on|about)\b",
    re.IGNORECASE,
)
_ASKS_AN_OPINION = re.compile(
    r"\b((should|shall|ought) (we|i|they|a|an|the|our|companies|governments?|firms?|startups?|teams?)"
    r"|benefits?|risks?|versus|vs\.?|worth (it|adopting|using|buying)|good or bad|(good|bad) (idea|for|thing|reason)"
    r"|better than|help or hurt|why (would|should|do|does|use|adopt|ban|regulate|avoid)"
    r"|can .{3,60} be made (un)?safe)\b",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^\W*(what|which|how|why|do|does|is|are|will|can|could|summari[sz]e|give me)\b", re.IGNORECASE
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
    """Asked for by name, both sides are shown; otherwise a question of fact is one even where it speaks of risk."""
    if _BOTH_SIDES_NAMED.search(text):
        return "for_and_against"
    if _ASKS_A_FACT.search(text):
        return "findings"
    # A bare topic ("open weights?") asks for both sides; any other question word asks for a fact.
    if _ASKS_AN_OPINION.search(text) or not _QUESTION_WORD.search(text):
        return "for_and_against"
    return "findings"


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
