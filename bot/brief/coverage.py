"""Does a text speak of what the question asks about? Words are compared, weighted by how rare they are."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from store.search import STOPWORDS

_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
"""A word, or a number whole: 14,000 is neither 14 nor 000."""
_CONTENT = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-.’']\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_FORM = frozenset(["big", "large", "long", "high", "far", "fast", "often", "compar", "chang", "happen"])
"""Stems of words of the question's form, beside the stopwords: an answer need not repeat them."""
_NAME = re.compile(
    r"(?<![.!?]\s)(?<!^)\b(?:(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w’'&-]*\s\d{1,3}(?:\.\d+)?(?![\w,])"
    r"|[A-Z][\w’'&-]*|\w*[a-z][A-Z]\w*)|\b\d[\d.,]*\d\b|\b[A-Z]{2,}[\w-]*\b"
)
"""A name, with its number if it has one (Rook 4, but not a day of a month), or a number of two digits or more."""
_NUMBER = re.compile(r"\b\d[\d.,]*\d\b")
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
    plain = word.lower()
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= _STEM_CHARS:
            return plain[: -len(suffix)].removesuffix("ion")
    return plain


def content_words(question: str) -> list[str]:
    """The words that an answer should have, lower case, in order, without repeats: not those that only ask."""
    found = (_POSSESSIVE.sub("", word) for word in _CONTENT.findall(question.lower()))
    return list(dict.fromkeys(word for word in found if word not in STOPWORDS and stem(word) not in _FORM))


def names_in(question: str) -> dict[str, float]:
    """Names and numbers that an answer cannot do without, each with weight 1.

    Capitalised words but the first, words with inner capitals, acronyms and numbers; not such as every article has.
    Of a question all in capitals only the numbers.
    """
    if question.isupper():
        return dict.fromkeys(_NUMBER.findall(question), 1.0)
    found = (_POSSESSIVE.sub("", match.group().strip(".,'’")) for match in _NAME.finditer(question.strip()))
    return {name: 1.0 for name in found if name.lower() not in _NOT_NAMES}


def weights_of(words: Sequence[str], frequencies: Mapping[str, int], articles: int) -> dict[str, float]:
    """How much each word of a question matters: its inverse document frequency, ln(1 + N / (n + 0.5))."""
    return {word: math.log(1 + articles / (frequencies.get(word, 0) + 0.5)) for word in words}


def share_covered(weights: Mapping[str, float], *texts: str) -> float:
    """The share 0..1 of the weighted words that stand in any of the texts, compared by stem; 1 for no words.

    The parts of a word such as "GPT-4" or "Rook 4" must stand together.
    """
    total = sum(weights.values())
    if total == 0:
        return 1.0
    stems = [_stems(text) for text in texts]
    return sum(weight for word, weight in weights.items() if any(_stems(word) in text for text in stems)) / total


@lru_cache(maxsize=1000)
def _stems(text: str) -> str:
    """The stems of a text in order, with a space before and after each."""
    return f" {' '.join(stem(word) for word in _WORD.findall(text))} "
