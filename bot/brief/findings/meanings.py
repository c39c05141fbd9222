"""Words compared by meaning: by stem, and by a list of words that answer for each other in news."""

import re
from functools import cache, lru_cache
from importlib import resources

WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+")
"""A word, or a number whole: 14,000 is neither 14 nor 000."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b")
_SUFFIXES = (
    "isation",
    "ization",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "ers",
    "er",
    "ors",
    "or",
    "es",
    "ed",
    "ly",
    "s",
    "y",
    "e",
)
_STEM_CHARS = 3
"""A suffix is cut only where at least so many characters stay."""
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)  # noqa: SIM905
}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem: one for "restrict" and "restrictions", "drop" and "dropped", "two" and "2", 14,000 and 14000."""
    plain = _THOUSANDS.sub("", word.lower())
    if plain.endswith("ss"):
        return plain
    for suffix in _SUFFIXES:
        if plain.endswith(suffix) and len(plain) - len(suffix) >= _STEM_CHARS:
            return _DOUBLED.sub(r"\1", plain[: -len(suffix)])
    return _NUMBER_WORDS.get(plain, plain)


@lru_cache(maxsize=5000)
def stems(text: str) -> str:
    """The stems of a text in order, with a space before and after each."""
    return f" {' '.join(stem(word) for word in WORD.findall(_POSSESSIVE.sub('', text)))} "


def stands_in(word: str, *texts: str) -> bool:
    """Whether the word stands in any of the texts; the parts of "GPT-4" or "Rook 4" must stand together."""
    return any(stems(word) in stems(text) for text in texts)


def is_meant_in(word: str, *texts: str) -> bool:
    """Whether the word, or one that answers for it, stands in any of the texts."""
    return any(_is_meant_in(word, text) for text in texts)


@lru_cache(maxsize=20_000)
def _is_meant_in(word: str, text: str) -> bool:
    own, read = stems(word), stems(text)
    return own in read or any(one in read for one in _synonyms().get(own, ()))


def is_listed(words: str) -> bool:
    """Whether a word, or several that are one ("put up"), is listed with others that answer for it."""
    return stems(words) in _synonyms()


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Every listed word's stems with those of its whole groups; what answers for a synonym need not answer for it."""
    lines = resources.files("bot.brief.findings").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    known: dict[str, frozenset[str]] = {}
    for line in lines:
        if line.startswith("#"):
            continue
        group = frozenset(stems(word.replace("_", " ")) for word in line.split())
        for word in group:
            known[word] = known.get(word, frozenset()) | group
    return known
