"""Which sentences answer a question of fact, and whether any does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.brief.coverage import names_in, share_covered

MAX_FINDINGS = 6
NEAR_THE_BEST = 0.7
"""Share of the best finding's score below which a sentence only fills the page."""
MIN_COVERED = 0.6
"""Share of the question's weighted words that a finding's setting and its article must have, on average.

See tests/evals/silence.py.
"""
MIN_COVERED_NEAR = 0.5
"""The share that the setting must have alone: a long article has most words somewhere. A guard, not measured."""
MIN_SIMILARITY = 0.35
"""Cosine to the question that a finding must have."""
OWN_WORDS = 0.3
RIGHT_KIND = 0.15
"""What the score gains by the question's words in the sentence itself, and by a number where one is asked for."""

_ASKS_NUMBER = re.compile(
    r"\bhow (much|many|large|big|long|far|often)\b|\bwhat (share|percentage|price)", re.IGNORECASE
)
_ASKS_DATE = re.compile(r"\bwhen\b|\bwhat (date|day|month|year)\b", re.IGNORECASE)
_DATE_LIKE = re.compile(
    r"\b(?:(19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


@dataclass(frozen=True)
class Answer:
    """A sentence, by its number among those offered, that answers; `covered` is its share of the question's words."""

    number: int
    confidence: float
    covered: float


def find_answers(
    question: str,
    weights: Mapping[str, float],
    sentences: Sequence[tuple[str, str, str]],
    similarities: Sequence[float],
) -> list[Answer]:
    """The best answers first, at most six; none where no sentence is near enough.

    Each sentence comes with its setting (passage, title, publisher, date) and its article's text, and with its
    cosine to the question. `weights` are those of the question's words. Every name and number of the question must
    stand in the article: what is said of one company does not answer for another.
    """
    names = names_in(question)
    scored = []
    for number, ((text, setting, article), similarity) in enumerate(zip(sentences, similarities, strict=True)):
        near = share_covered(weights, setting)
        covered = (near + share_covered(weights, article, setting)) / 2
        if near < MIN_COVERED_NEAR or covered < MIN_COVERED or similarity < MIN_SIMILARITY:
            continue
        if share_covered(names, article, setting) < 1:
            continue
        score = similarity + OWN_WORDS * share_covered(weights, text) + _right_kind(question, text)
        scored.append((-score, number, covered))
    scored.sort()
    return [
        Answer(number, min(1.0, -minus / 2), covered)
        for minus, number, covered in scored[:MAX_FINDINGS]
        if minus <= NEAR_THE_BEST * scored[0][0]
    ]


def _right_kind(question: str, sentence: str) -> float:
    if _ASKS_NUMBER.search(question):
        return RIGHT_KIND if re.search(r"\d", sentence) else 0.0
    if _ASKS_DATE.search(question):
        return RIGHT_KIND if _DATE_LIKE.search(sentence) else 0.0
    return 0.0
