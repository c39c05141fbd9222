"""The names in a headline: capitalised words and versions, told from ordinary words at the start of a sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_TOKEN = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
_STARTS_A_SENTENCE = re.compile(r"(?:^|[.:;!?–—\"“„«(]\s*)$")
_NAME_GAP = re.compile(r"[\s-]?")
_COUNTS = re.compile(r"\s?(?:%|per\s?cent|percent|[kmbt]n?\b|hundred|thousand|million|billion|trillion|times|x\b)")
_FIGURE = re.compile(r"\d[\d.]*(?:[kmbt]|mn|mln|bn|tn|x|pct|pp)", re.IGNORECASE)
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("ier", "y"), ("ily", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("er", ""),
    ("er", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1(?:ed|er|ing)$")


@dataclass(frozen=True)
class Token:
    """A word or number without possessive ending and without the dots of an abbreviation."""

    text: str
    start: int
    end: int
    starts_a_sentence: bool


def tokens_of(text: str) -> list[Token]:
    """The words and numbers of a text; words joined by hyphens are separate."""
    return [
        Token(_bare(found[0]), found.start(), found.end(), bool(_STARTS_A_SENTENCE.search(text[: found.start()][-4:])))
        for found in _TOKEN.finditer(text)
    ]


def names_in(headline: str, *, is_written_small: Callable[[str], bool]) -> list[list[Token]]:
    """The names of a headline, each as its consecutive tokens: "Llama 3.1", "European Parliament", "GPT-4".

    A name is a word with a capital letter, letters mixed with digits, or letters joined by a dot (a domain). At the
    start of a sentence an ordinary word has a capital too: there, a word that `is_written_small` elsewhere is none.
    """
    names: list[list[Token]] = []
    last: Token | None = None
    for token in tokens_of(headline):
        joined = last is not None and _NAME_GAP.fullmatch(headline[last.end : token.start]) is not None
        if _is_name(token, is_written_small) or (joined and _is_version(token, headline)):
            if joined:
                names[-1].append(token)
            else:
                names.append([token])
            last = token
        else:
            last = None
    return names


def stands_in(name: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether the tokens of a name follow one another in a text, written as names; or "EU" for European Union."""
    width = len(name)
    for start in range(len(tokens) - width + 1):
        if all(_same(own, other) for own, other in zip(name, tokens[start : start + width], strict=True)):
            return True
    return width == 1 and _is_acronym(name[0].text) and _spelled_out(name[0].text, tokens)


@cache
def ordinary_words() -> frozenset[str]:
    """The listed words that are no names, in small letters."""
    return frozenset(resources.files("bot.brief").joinpath("ordinary_words.txt").read_text(encoding="utf-8").split())


def is_ordinary(word: str) -> bool:
    """Whether the word, or what an English ending was put on, is in the list of ordinary words."""
    small, known = word.casefold(), ordinary_words()
    stems = {small.removesuffix(ending) + instead for ending, instead in _ENDINGS if small.endswith(ending)}
    if doubled := _DOUBLED.search(small):
        stems.add(small[: doubled.start() + 1])
    return small in known or any(len(stem) > 2 and stem in known for stem in stems)  # noqa: PLR2004


def _is_name(token: Token, is_written_small: Callable[[str], bool]) -> bool:
    text = token.text
    has_digit = any(letter.isdigit() for letter in text)
    if not any(letter.isalpha() for letter in text) or _FIGURE.fullmatch(text):
        return False
    if has_digit or "." in text:
        return True
    if not any(letter.isupper() for letter in text) or is_ordinary(text):
        return False
    return not (token.starts_a_sentence and text[1:].islower() and is_written_small(text.casefold()))


def _is_version(token: Token, headline: str) -> bool:
    return token.text[0].isdigit() and not _COUNTS.match(headline, token.end)


def _same(own: Token, other: Token) -> bool:
    if own.text.casefold() != other.text.casefold():
        return False
    return own.starts_a_sentence or not own.text.isalpha() or any(letter.isupper() for letter in other.text)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


def _spelled_out(acronym: str, tokens: Sequence[Token]) -> bool:
    initials = "".join(token.text[0] for token in tokens if token.text not in {"of", "and", "the", "for"})
    return acronym in "".join(letter if letter.isupper() else " " for letter in initials)


def _bare(token: str) -> str:
    bare = re.sub(r"[’'][sS]?$|[’']s\b", "", token)
    letters = bare.split(".")
    return "".join(letters) if all(len(letter) == 1 and letter.isalpha() for letter in letters) else bare
