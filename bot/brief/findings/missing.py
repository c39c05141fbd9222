"""What a declined question lacks in the corpus: names that no article has, years, words beside the rest."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bot.brief.findings.meanings import is_listed, is_meant_in
from bot.brief.findings.wanted import Wanted
from bot.brief.names import is_ordinary, ordinary_words

MAX_WORDS = 3
"""How many missing words are named: more of them say only that the topic is another."""
CLOSE = 0.84
"""difflib's ratio above which a word is a known one, mistyped."""


def unknown_names(question: str, wanted: Wanted, is_known: Callable[[str], bool]) -> list[str]:
    """The names of the question that no article has, as typed, neighbours together ("Corvid Labs").

    `is_known` tells whether a word stands in any article. A word that is typed small counts as a name where the whole
    question is, and where it is neither an ordinary word nor one of them mistyped.
    """
    unknown = [" ".join(name) for name in wanted.names if not all(is_known(part) for part in name)]
    if question == question.lower():
        unknown += [word for word in wanted.words if not (is_known(word) or _is_ordinary(word))]
    return list(dict.fromkeys(unknown))


def unknown_numbers(wanted: Wanted, is_known: Callable[[str], bool]) -> list[str]:
    """The years and other numbers of the question that no article has."""
    return [number for number in wanted.numbers if not is_known(number)]


def what_is_missing(question: str, wanted: Wanted, is_known: Callable[[str], bool], closest: str) -> list[str]:
    """Lines for the reader: what of the question no article has, or else what the closest article does not have.

    `closest` is the text and the facts of the article that comes closest.
    """
    names, numbers = unknown_names(question, wanted, is_known), unknown_numbers(wanted, is_known)
    lines = [f"{_quoted([name])} does not occur in any article." for name in names]
    if numbers:
        lines.append(f"Nothing in the corpus about {_listed(numbers)}.")
    if lines:
        return lines
    elsewhere = [" ".join(name) for name in wanted.names if not any(is_meant_in(part, closest) for part in name)]
    elsewhere += [number for number in wanted.numbers if not is_meant_in(number, closest)]
    if elsewhere:
        return [_not_in_the_closest(elsewhere[:MAX_WORDS])]
    lacking = [word for word in wanted.words if not is_meant_in(word, closest)]
    if 0 < len(lacking) <= MAX_WORDS:
        return [_not_in_the_closest(lacking)]
    return []


def _not_in_the_closest(words: Sequence[str]) -> str:
    return f"Nothing on {_quoted(words)} in the article that comes closest."


def _is_ordinary(word: str) -> bool:
    if not word.isalpha() or is_ordinary(word) or is_listed(word):
        return True
    return bool(get_close_matches(word, ordinary_words(), n=1, cutoff=CLOSE))


def _quoted(words: Sequence[str]) -> str:
    return _listed([f"“{word}”" for word in words])


def _listed(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
