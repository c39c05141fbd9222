"""The judge that needs no training: words of praise and blame say the side."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from bot.brief.cues.mentions import compile_names
from bot.brief.cues.patterns import Pattern
from bot.brief.cues.stance import Stance, stance_of
from bot.brief.judge import Judgement
from bot.brief.topic import Topic

_SURE = 0.5
_STEEPNESS = 1.1
_NAMED = 0.9
_NOT_NAMED = 0.5


class CueJudge:
    """Judges by words of praise and blame and by what they are about; a sentence that is unsure is "neither"."""

    def judge(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[Judgement]:
        """One judgement a sentence, in order.

        `before`, where given, holds for each sentence the one ahead of it in its article ("" where none is):
        it tells what "it" or "this approach" stands for. Raises ValueError if the lengths differ.
        """
        context = [""] * len(sentences) if before is None else before
        if len(context) != len(sentences):
            raise ValueError("`before` needs one entry a sentence")
        return [_judged(topic, sentence, ahead) for sentence, ahead in zip(sentences, context, strict=True)]


@lru_cache(maxsize=2_000)  # every sentence is looked at twice: whether it is worth judging, and how it is judged
def _judged(topic: Topic, sentence: str, before: str) -> Judgement:
    subject, opposite, lacking = _names(topic)
    if lacking.search(sentence):
        return Judgement("neither", 0.5, _NOT_NAMED)
    return _judgement(stance_of(sentence, subject, opposite, before=before))


@lru_cache(maxsize=32)
def _names(topic: Topic) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...], re.Pattern[str]]:
    """The names of the topic, those of its opposite, and what speaks of neither.

    "Export controls without the clause" are another thing: what is said of them is no argument on the topic.
    """
    names = "|".join(re.escape(term) for term in topic.terms)
    lacking = re.compile(rf"\b(?:{names})s?\s+without\b", re.IGNORECASE)
    return compile_names(topic.terms), compile_names(topic.opposite), lacking


def _judgement(stance: Stance) -> Judgement:
    strength = abs(stance.strength_for - stance.strength_against)
    confidence = 1 - math.exp(-_STEEPNESS * strength)
    relevance = _NAMED if stance.named else _NOT_NAMED
    if stance.mixed or confidence < _SURE:
        return Judgement("neither", 0.5 if stance.mixed else 1 - confidence, relevance)
    return Judgement("for" if stance.strength_for > stance.strength_against else "against", confidence, relevance)
