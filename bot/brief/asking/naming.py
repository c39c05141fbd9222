"""Which known concepts a phrase names."""

import re
from dataclasses import dataclass

from bot.brief.asking.concepts import CONCEPTS, Concept
from bot.brief.asking.phrases import names_something, trimmed
from bot.brief.asking.words import words_of

_MIN_PLURAL_CHARS = 4
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|plus|as well as|and also)\s+", re.IGNORECASE)
_AND_OF = re.compile(
    r",?\s+(?:and|&|plus|as well as)\s+(?:also\s+)?(?P<link>of|for|against|about|on|to|in|with)\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Named:
    """A concept's name in a phrase: from its word number `first` up to, but without, number `behind`."""

    concept: Concept
    first: int
    behind: int


def simplified(phrase: str) -> str:
    """Words in a form that neither plurals nor the spelling of "centre" tell apart."""
    words = (word.replace("centre", "center").replace("licence", "license") for word in words_of(phrase))
    return " ".join(w[:-1] if w.endswith("s") and w[-2:] != "ss" and len(w) >= _MIN_PLURAL_CHARS else w for w in words)


_WHOLE = {simplified(name): concept for concept in reversed(CONCEPTS) for name in (*concept.asked, *concept.names)}
_WITHIN = {simplified(name): concept for concept in reversed(CONCEPTS) for name in concept.names}
_MAX_NAME_WORDS = max(len(name.split()) for name in _WITHIN)


def exactly_named(phrase: str) -> Concept | None:
    """The concept that goes by this name, in questions or in articles."""
    return _WHOLE.get(simplified(phrase))


def names_in(phrase: str) -> list[Named]:
    """Where names of concepts stand in a phrase, the longest first; words are counted as `words_of` does."""
    words = simplified(phrase).split(" ")
    found = [
        Named(_WITHIN[name], first, behind)
        for first in range(len(words))
        for behind in range(first + 1, min(len(words), first + _MAX_NAME_WORDS) + 1)
        if (name := " ".join(words[first:behind])) in _WITHIN
    ]
    return sorted(found, key=lambda one: one.first - one.behind)


def longest_name(phrase: str) -> str:
    """The longest name of a concept within the phrase, simplified; "" if there is none."""
    plain = f" {simplified(phrase)} "
    return max((name for name in _WITHIN if f" {name} " in plain), key=len, default="")


def topics_listed(phrase: str) -> list[str]:
    """The topics that a phrase puts side by side ("export controls and the AI Act"), the phrase alone if it is one.

    A list must be plain: concepts known by name, or "of" said twice ("of X and of Y").
    """
    if match := _AND_OF.search(phrase):
        first, second = trimmed(phrase[: match.start()]), trimmed(phrase[match.end() :])
        said_before = re.search(rf"\b{match['link']}\b", first, re.IGNORECASE)
        if not said_before and names_something(first) and names_something(second):
            return [first, second]
    parts = [trimmed(part) for part in _AND.split(phrase)]
    known = {name for part in parts if (name := _little_else_than(part))}
    concepts = {_WITHIN[name].wording for name in known}
    return parts if len(parts) > 1 and len(concepts) == len(parts) and not exactly_named(phrase) else [phrase]


def _little_else_than(part: str) -> str:
    """The concept's name that makes up this phrase but for one word at most ("EU AI Act"); "" otherwise."""
    name = longest_name(part)
    return name if name and len(words_of(part)) - len(name.split()) <= 1 else ""
