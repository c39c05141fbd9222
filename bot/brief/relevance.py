"""Whether a sentence that argues argues about the topic asked for: search brings neighbours of it too."""

import re
from collections.abc import Sequence

from bot.brief.candidates import Candidate
from bot.brief.topic import Topic
from store.vectors import Encode

NEAR = 0.5
"""Cosine to the topic from which on a sentence, or it with its neighbours, need not stand where the topic is named."""
NOT_FAR = 0.15
"""The same in a passage that names the topic: what is less near speaks of something else in it."""


def names_of(topic: Topic) -> re.Pattern[str]:
    """What finds the topic's names, and those of what it is weighed against, at the beginning of a word."""
    return any_of([*topic.terms, *topic.opposite])


def any_of(terms: Sequence[str]) -> re.Pattern[str]:
    """What finds any of the terms at the beginning of a word; nothing, where there are none."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, terms)) or '(?!)'})", re.IGNORECASE)


def concerning(topic: Topic, candidates: Sequence[Candidate], encode: Encode) -> list[bool]:
    """For each candidate, whether its sentence concerns the topic.

    One with the topic's name in it or in a sentence beside it does; any other must be near the topic in meaning, all
    the nearer where its passage does not name the topic either. `encode` makes unit vectors, one a text.
    """
    names = names_of(topic)
    besides = [one.offer.beside for one in candidates]
    concerns = [bool(names.search(beside)) for beside in besides]
    open_ones = [number for number, named in enumerate(concerns) if not named]
    if not open_ones:
        return concerns
    texts = [text for number in open_ones for text in (candidates[number].sentence.text, besides[number])]
    about, *vectors = encode([topic.wording, *texts])
    for number, own, beside in zip(open_ones, vectors[::2], vectors[1::2], strict=True):
        nearness = max(float(own @ about), float(beside @ about))
        concerns[number] = nearness >= (NOT_FAR if names.search(candidates[number].setting) else NEAR)
    return concerns
