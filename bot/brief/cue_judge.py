"""The judge that needs no training: cues say the side, the bundled embedding says how near a sentence is."""

import math
import re
from collections.abc import Sequence

import numpy as np

from bot.brief.cues.mentions import compile_names
from bot.brief.cues.stance import Stance, stance_of
from bot.brief.judge import Judgement
from bot.brief.points.drafts import Encode
from bot.brief.topic import Topic

_MAX_NAMES = 6
_SURE = 0.5
_STEEPNESS = 1.1
_NAMED_RELEVANCE = 0.7


class CueJudge:
    """Judges by words of praise and blame and by what they are about; a sentence that is unsure is "neither".

    `encode` embeds sentences (rows of unit length); it is asked once a call, for topic names and sentences together.
    """

    def __init__(self, encode: Encode) -> None:
        self._encode = encode

    def judge(self, topic: Topic, sentences: Sequence[str], before: Sequence[str] | None = None) -> list[Judgement]:
        """One judgement a sentence, in order.

        `before`, where given, holds for each sentence the one ahead of it in its article ("" where none is):
        it tells what "it" or "this approach" stands for. Raises ValueError if the lengths differ.
        """
        context = [""] * len(sentences) if before is None else before
        if len(context) != len(sentences):
            raise ValueError("`before` needs one entry a sentence")
        if not sentences:
            return []
        subject, opposite = compile_names(topic.terms), compile_names(topic.opposite)
        nearness = self._nearness(topic, sentences)
        # "Export controls without the clause" are another thing: what is said of them is no argument on the topic.
        names = "|".join(re.escape(term) for term in topic.terms)
        lacking = re.compile(rf"\b(?:{names})s?\s+without\b", re.IGNORECASE)
        return [
            Judgement("neither", 0.5, near)
            if lacking.search(sentence)
            else _judgement(stance_of(sentence, subject, opposite, before=ahead), near)
            for sentence, ahead, near in zip(sentences, context, nearness, strict=True)
        ]

    def _nearness(self, topic: Topic, sentences: Sequence[str]) -> list[float]:
        # Names of both sides, sorted: a topic and its opposite then find the same sentences relevant.
        names = sorted({*topic.terms[:_MAX_NAMES], *topic.opposite[:_MAX_NAMES]}) or [topic.wording]
        vectors = self._encode([*names, *sentences])
        near = vectors[len(names) :] @ vectors[: len(names)].T
        return [float(value) for value in np.clip(near.max(axis=1), 0.0, 1.0)]


def _judgement(stance: Stance, nearness: float) -> Judgement:
    strength = abs(stance.strength_for - stance.strength_against)
    confidence = 1 - math.exp(-_STEEPNESS * strength)
    relevance = max(nearness, _NAMED_RELEVANCE + (1 - _NAMED_RELEVANCE) * nearness if stance.named else 0.0)
    if stance.mixed or confidence < _SURE:
        return Judgement("neither", 1 - confidence if not stance.mixed else 0.5, relevance)
    side = "for" if stance.strength_for > stance.strength_against else "against"
    return Judgement("for" if side == "for" else "against", confidence, relevance)
