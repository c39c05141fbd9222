"""Which sentences make the same argument: by meaning and by words, what the topic itself adds taken out of both."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.brief.findings.meanings import stem
from bot.brief.topic import Topic
from store.search import keywords_of
from store.vectors import Encode

Similarity = npt.NDArray[np.float64]

SAME_ARGUMENT = 0.59
"""Mean similarity from which on two groups are one argument, chosen on ArgKP's training topics (tests.evals.points)."""
WORDS_WEIGHT = 1.5
"""What a shared vocabulary counts beside the cosine; chosen with SAME_ARGUMENT."""


def similarity_of(texts: Sequence[str], encode: Encode, topic: Topic | None) -> Similarity:
    """How much each two texts say the same of the topic: shape (n, n), the cosine plus the weighted word overlap.

    Every argument speaks of the topic, which says nothing of whether two are equal: the topic's direction is taken
    out of the vectors and its words are not compared. Nor are names: they say whom an argument is about, not which it
    is.
    """
    vectors = encode([*texts, topic.wording] if topic else texts).astype(np.float64)
    if topic:
        vectors, direction = vectors[:-1], vectors[-1]
        vectors = vectors - np.outer(vectors @ direction, direction)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(np.float64).eps)
    similarity: Similarity = vectors @ vectors.T + WORDS_WEIGHT * _overlap(texts, topic)
    return similarity


def _overlap(texts: Sequence[str], topic: Topic | None) -> Similarity:
    """The cosine of the texts as sets of word stems, 0..1; 0 for a text without words that argue."""
    about = " ".join((topic.wording, *topic.terms, *topic.opposite)) if topic else ""
    names = " ".join(name for text in texts for name in _NAME.findall(text))
    ignored = _stems(about) | _stems(names) | _SAYS_LITTLE
    sets = [_stems(text) - ignored for text in texts]
    column = {word: number for number, word in enumerate(sorted(set().union(*sets)))}
    table = np.zeros((len(texts), len(column)), dtype=np.float64)
    for row, words in enumerate(sets):
        table[row, [column[word] for word in words]] = 1
    lengths = np.sqrt(np.maximum(table.sum(axis=1), 1))
    overlap: Similarity = (table @ table.T) / np.outer(lengths, lengths)
    return overlap


def _stems(text: str) -> set[str]:
    return {stem(word) for word in keywords_of(re.sub(r"['’]s\b|-", " ", text))}


_NAME = re.compile(r"(?<=[\w,;:)’] )[A-Z][\w’'.&-]*")
"""A word with a capital that does not begin a sentence or a quotation."""
_SAYS_LITTLE = _stems("""
    cannot can could would should may might must will one also even usually often only just still yet much many more
    most less very said say says told argued argues added adds warned warns suggested noted according make makes made
    get gets go goes use uses used way ways thing things people new
""")
