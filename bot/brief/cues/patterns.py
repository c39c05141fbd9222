"""Phrases that match any inflection of themselves."""

from collections.abc import Sequence

from bot.brief.asking.words import forms_of, words_of

Pattern = tuple[frozenset[str], ...]


def pattern_of(phrase: str) -> Pattern:
    """What `starts_with` matches: the phrase with every word in any of its inflections."""
    return tuple(forms_of(word) for word in words_of(phrase))


def starts_with(words: Sequence[str], at: int, pattern: Pattern) -> bool:
    """Whether `pattern` stands in `words` at position `at`, word by word."""
    return len(pattern) <= len(words) - at and all(words[at + n] in forms for n, forms in enumerate(pattern))
