"""Does a text speak of what the question asks about? Words are compared, weighted by how rare they are."""

import math
from collections.abc import Mapping, Sequence

from bot.brief.findings.meanings import is_listed, is_meant_in
from bot.brief.names import is_ordinary


def weights_of(words: Sequence[str], frequencies: Mapping[str, int], articles: int) -> dict[str, float]:
    """How much each word of a question matters: its inverse document frequency, ln(1 + N / (n + 0.5)).

    An ordinary word that no article has says less than a name that no article has: it counts as if one had it.
    """
    weights = {}
    for word in words:
        ordinary = " " in word or is_listed(word) or is_ordinary(word)
        found_in = max(frequencies.get(word, 0), 1 if ordinary else 0)
        weights[word] = math.log(1 + articles / (found_in + 0.5))
    return weights


def share_covered(weights: Mapping[str, float], *texts: str) -> float:
    """The share 0..1 of the weighted words that are meant in any of the texts; 1 for no words."""
    total = sum(weights.values())
    if total == 0:
        return 1.0
    return sum(weight for word, weight in weights.items() if is_meant_in(word, *texts)) / total
