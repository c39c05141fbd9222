"""What one person says in one go: neighbouring sentences of an article that make one argument."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.brief.evidence import Evidence
from bot.brief.points.standing import stands_alone

Span = tuple[str, int, int]

_NEW_ARGUMENT = re.compile(
    r"\W*(?:(?:and|but)\s+)?(?:also|moreover|furthermore|besides|additionally|in addition|another|secondly?|thirdly?|"
    r"finally|at the same time|on the other hand|then there)\b|[^.!?]{0,40}?\b(?:also|another|second|third)\b",
    re.IGNORECASE,
)
"""What begins so is said beside the sentence before, not of it."""


def runs_of(evidence: Sequence[Evidence]) -> list[list[int]]:
    """Numbers of the evidence, together where the same voice goes on with an argument in the next sentence.

    A named speaker goes on until a sentence says that it brings another argument ("also", "second"); the article
    itself only where a sentence points back to the one before ("This makes …"). Each run is in the order of the text,
    and runs are in the order of their first members.
    """
    order = sorted(range(len(evidence)), key=lambda at: (evidence[at].article.id, evidence[at].start))
    runs: list[list[int]] = [[at] for at in order[:1]]
    for before, at in pairwise(order):
        if _goes_on(evidence[before], evidence[at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return sorted(runs, key=min)


def _goes_on(one: Evidence, other: Evidence) -> bool:
    if one.article.id != other.article.id or one.speaker != other.speaker or one.end > other.start:
        return False
    if any(letter.isalnum() or letter == "\n" for letter in one.article.text[one.end : other.start]):
        return False
    if _NEW_ARGUMENT.match(other.text):
        return False
    return one.speaker is not None or not stands_alone(other.text)
