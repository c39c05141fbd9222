"""The publishers that a question names as its sources, and publishers by names that are typed nearly right."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from bot.brief.asking.words import word_set

REPORTING = word_set(
    """report reports reported reporting write writes wrote written writing publish publishes published coverage cover
    covers covered story stories article articles piece pieces mention mentions mentioned discuss discusses discussed
    take"""
)
"""What a publisher does with a subject: words of the asking, which no article need repeat."""

_ABOUT = r"(?:about|on|of|regarding)"
_REPORTS = (
    r"(?:say|said|says|saying|report|reports|reported|write|writes|wrote|written|tell(?: us)?|told us|think|argue|"
    r"publish|published)"
)
_PIECES = r"(?:articles?|reports?|reporting|story|stories|pieces?|coverage|takes?|views?|line|opinions?|news)"
_MAX_NEAR = 3
_NEAR = 0.6
"""difflib's ratio from which on a publisher's name resembles what was typed."""


def publishers_in(text: str, publishers: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The publishers that the question names as its sources, in its order, and the question without them.

    What remains of "what does NAME say about X?" is "what about X?". A name of one word must be capitalised as it is,
    but for "according to": "gains in science" is not about the journal.
    """
    full_names = {_short(name).casefold(): name for name in publishers}
    present = sorted((_short(name) for name in publishers if _short(name).casefold() in text.casefold()), key=len)
    if not present:
        return (), text
    for pattern, instead in _patterns(present[::-1]):
        if said := pattern.search(text):
            names = re.findall(_any_of(present[::-1], any_case=True), said[0])
            rest = " ".join((text[: said.start()] + instead + text[said.end() :]).split())
            return tuple(dict.fromkeys(full_names[name.casefold()] for name in names)), rest
    return (), text


def publisher_called(name: str, publishers: Sequence[str]) -> str | None:
    """The publisher of this name, whatever its case and with or without "the"; None if there is none."""
    return next((one for one in publishers if _short(one).casefold() == _short(name).casefold()), None)


def publishers_like(name: str, publishers: Sequence[str]) -> list[str]:
    """Publishers whose names resemble this one or share a long word with it, the nearest first."""
    known = {_short(one).casefold(): one for one in publishers}
    typed = _short(name).casefold()
    near = get_close_matches(typed, known, n=_MAX_NEAR, cutoff=_NEAR)
    words = {word for word in typed.split() if len(word) > 3}  # noqa: PLR2004 - "of", "new"
    near += [one for one in known if words.intersection(one.split())]
    return [known[one] for one in dict.fromkeys(near)][:_MAX_NEAR]


def _patterns(names: Sequence[str]) -> list[tuple[re.Pattern[str], str]]:
    """What names publishers as sources, and what the question says in its place."""
    exact, any_case = _list_of(names, any_case=False), _list_of(names, any_case=True)
    asking = r"^\W*(?i:(?:(?:what|how)\s+)?(?:do|does|did|has|have|is|are))"
    asked = rf"{asking}\s+{exact}\s+(?i:(?:both\s+)?{_REPORTS}\s+{_ABOUT})"
    owned = rf"^\W*(?i:what(?:\s+(?:is|was|are)|['’]s))\s+{exact}(?:['’]s?)?\s+(?i:{_PIECES}\s+{_ABOUT})"
    behind = (
        rf",?\s*\b(?i:only\s+)?(?:(?i:according to|(?:as reported|published) (?:by|in))\s+{any_case}"
        rf"|(?i:from|in|by|says?)\s+{exact})(?!\w)(?i:\s+(?:only|articles?|say|says|report|reports|write|writes)\b)?"
    )
    return [
        (re.compile(rf"{asked}(?=\s)"), "what about"),
        (re.compile(rf"{owned}(?=\s)"), "what about"),
        (re.compile(behind), ""),
    ]


def _list_of(names: Sequence[str], *, any_case: bool) -> str:
    """What matches one of the names, or several with "and" or commas between them."""
    one = rf"(?i:the\s+)?{_any_of(names, any_case=any_case)}"
    return rf"{one}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+){one})*"


def _any_of(names: Sequence[str], *, any_case: bool) -> str:
    """What matches any of the names; names of several words in any case."""
    each = (f"(?i:{re.escape(name)})" if any_case or " " in name else re.escape(name) for name in names)
    return rf"(?:{'|'.join(each)})(?!\w)"


def _short(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
