"""Does a text speak of what the question asks about? Words are compared, weighted by how rare they are."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b(?:[A-Z][\w’'&-]*|\w*[a-z][A-Z]\w*)|\b\d[\d.,]*\d\b|\b[A-Z]{2,}[\w-]*\b")
_NOT_NAMES = frozenset(["ai", "i", "a", "the", "us", "eu", "uk", "u.s", "llm", "llms"])
_SUFFIXES = (
    "isation",
    "ization",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "es",
    "ed",
    "ly",
    "s",
    "y",
    "e",
)
_STEM_CHARS = 4
"""A suffix is cut only where at least so many characters stay."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem, the same for "restrict", "restricted" and "restrictions"."""
    plain = word.lower().removesuffix("’s").removesuffix("'s")
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= _STEM_CHARS:
            return plain[: -len(suffix)].removesuffix("ion")
    return plain


def names_in(question: str) -> dict[str, float]:
    """Names and numbers that an answer cannot do without, each with weight 1.

    Capitalised words but the first, words with inner capitals, acronyms and numbers; not such as every article has.
    """
    found = (match.group().strip(".,'’") for match in _NAME.finditer(question.strip()))
    return {name: 1.0 for name in found if name.lower() not in _NOT_NAMES}


def weights_of(words: Sequence[str], frequencies: Mapping[str, int], articles: int) -> dict[str, float]:
    """How much each word of a question matters: its inverse document frequency, ln(1 + N / (n + 0.5))."""
    return {word: math.log(1 + articles / (frequencies.get(word, 0) + 0.5)) for word in words}


def share_covered(weights: Mapping[str, float], text: str) -> float:
    """The share 0..1 of the weighted words that stand in the text, compared by stem; 1 for no words."""
    total = sum(weights.values())
    if total == 0:
        return 1.0
    stems = {stem(word) for word in _WORD.findall(text)}
    return sum(weight for word, weight in weights.items() if _stands(word, stems)) / total


def _stands(word: str, stems: set[str]) -> bool:
    parts = _WORD.findall(word)
    return bool(parts) and all(stem(part) in stems for part in parts)
