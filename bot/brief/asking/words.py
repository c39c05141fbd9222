"""Sentences as lists of plain lower-case words, the inflections of a word, and readable lists of words."""

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*|[,;:?!()]|[—–]|--")
_CONTRACTED_NOT = re.compile(r"n't\b")
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])'(?:s|re|ve|ll|d|m)?\b|(?<=s)'(?=\s|$)")
_VOWELS = "aeiou"

MAX_CHARS = 2_000
"""Nothing is read beyond this: no sentence of prose is longer, and hostile input stays cheap."""


def words_of(text: str) -> list[str]:
    """Lower-case words and clause punctuation of `text`, at most its first `MAX_CHARS` characters.

    Hyphens separate words ("open-source" reads as two), quotation marks vanish, "can't" becomes "can", "not"
    and a possessive loses its ending: spelling variants of one phrase then read alike.
    """
    plain = text[:MAX_CHARS].lower().replace("’", "'").replace("‘", "'").replace("cannot", "can not")
    plain = plain.replace("won't", "will not").replace("can't", "can not")
    return _TOKEN.findall(_POSSESSIVE.sub("", _CONTRACTED_NOT.sub(" not", plain)))


def forms_of(word: str) -> frozenset[str]:
    """The regular inflections of a lower-case English word, itself included.

    It overgenerates ("cheaps"): a form that nobody writes matches nothing.
    """
    if len(word) <= 2 or not word.isalpha():  # noqa: PLR2004 - "of", "to", "up" do not inflect
        return frozenset({word})
    forms = {word, word + "s", word + "ed", word + "ing"}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(word + "es")
    if word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    # British and American spellings of the same verb or noun.
    british = {form.replace("iz", "is") for form in forms if "iz" in form[-6:]}
    return frozenset(forms | british)


def phrases(text: str) -> Iterable[str]:
    """The phrases of a comma-separated list, as the lexicon writes them."""
    return filter(None, (" ".join(phrase.split()) for phrase in text.replace("\n", " ").split(",")))


def word_set(text: str) -> frozenset[str]:
    """The words of a text that the rules keep as a readable list."""
    return frozenset(text.split())
