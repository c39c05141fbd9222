"""Follow-ups in which no word names anything: what they ask is told by the few words that they are made of.

"Who came up with the second one?", "I want to know more about 2", "any others?" and "give me the short version" come in
endless wordings of a small vocabulary; a text with any other word in it is not read here.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.brief.asking.words import word_set
from bot.brief.brief import Side
from bot.brief.followups.references import (
    CARDINALS,
    NUMBER_WORDS,
    POINT_NOUNS,
    POINTING,
    SIDE_WORDS,
    Reference,
    read_reference,
)

Kind = Literal["speaker", "more", "source", "side", "newest", "others", "shorter", "why", "when", "where"]

_WORD = re.compile(r"\[\d{1,3}\]|\d+(?:st|nd|rd|th)?|[^\W\d_]+")
_OPENS = re.compile(
    r"^open (?=(?:the )?(?:source|article|reference|footnote)?\s*(?:no\.?|number|#)?\s*\[?\d)", re.IGNORECASE
)
_PLAIN = word_set(
    """the a an of on about in to from by with for as at is are was were be been do does did can could would will should
    you i we me us my our your let lets hear see look get got give given show tell want know like love need just only
    again also now then so and but or if there here what which how where when exactly actually really thing things any
    some have has had say says into up come came came behind make made making bit much very keep it's one ones own
    go please exact side sides view views opinion opinions version answer brief one line another possible potential main
    biggest key strongest best think hold find found read mean means meant no s d ll re ve list both why going"""
)
_WHO = word_set("who whose whom")
_SAYING = word_set(
    """said say says wrote write writes written claims claimed claim argues argued argue thinks told tell states stated
    reported reports raised raises brought mentions mentioned mention quoted quote come from"""
)
_ORIGINS = word_set("where which") | _WHO
_OUTLETS = word_set("paper publisher source expert person newspaper outlet author publication")
_SOURCES = word_set("source sources article articles reference footnote")
_MORE = word_set(
    "more detail details evidence elaborate expand explain deeper deep context background dig zoom full unpack"
)
_OTHERS = word_set("other others else anything nothing something everything all additional further continue")
_SHORT = word_set(
    """short shorter shorten briefer briefly brief summarise summarize summary sum sentence sentences nutshell tldr tl
    dr long too shortly condense condensed"""
)
_SHORT_KEYS = _SHORT - word_set("brief too")
_NEWEST = word_set("newest latest recent newer fresher")
_TIME = word_set("most news development developments than later")
_FOR = word_set(
    """upsides benefits benefit advantages pros merits merit strengths strength opportunities opportunity supporters
    proponents positives positive gains favour favor"""
)
_AGAINST = word_set(
    """risks dangers danger downsides drawbacks disadvantages disadvantage cons weaknesses weakness counterarguments
    objections objection criticism criticisms critics opponents concerns concern threats harms negatives against"""
)
_ARGUING = word_set("case speaks speak argues counts counter arguments points reasons reason")
_ALL = (
    _PLAIN | _WHO | _SAYING | _ORIGINS | _OUTLETS | _SOURCES | _MORE | _OTHERS | _SHORT | _NEWEST | _TIME | _FOR
    | _AGAINST | _ARGUING | POINTING | POINT_NOUNS | frozenset(SIDE_WORDS) | frozenset(NUMBER_WORDS)
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")
_FURTHER = word_set("more other others further additional")
_GRADES = _FURTHER | word_set("main biggest key strongest best most")


@dataclass(frozen=True)
class Wording:
    """What such a text asks for. `reference` is of a point, `source` the number of one.

    `side` is the one asked for; `other` says it is the opposite of the one before.
    """

    kind: Kind
    reference: Reference | None = None
    source: int | None = None
    side: Side | None = None
    other: bool = False
    asks_more: bool = False
    """Whether it says so ("more on 2") rather than only names a point ("and the second?")."""


def read_wording(core: str) -> Wording | None:
    """What a text made of these words alone asks for; None for any other."""
    core = _OPENS.sub("", core)  # anywhere else "open" names a topic: "open source"
    words = _WORD.findall(core.lower())
    known = [word for word in words if word in _ALL or word.startswith("[") or _NUMBER.fullmatch(word)]
    if not words or len(known) < len(words):
        return None
    has = set(words)
    source = _source(core, has)
    if source is not None:
        return Wording("source", source=source)
    reference, side = _reference(words), _side(words)
    if _asks_who(has, reference):
        return _on_who(has, reference, side)
    if has & _SHORT_KEYS:
        return Wording("shorter")
    if reference is not None:
        return Wording("more", reference, asks_more=bool(has & _MORE))
    return _on_side(has, side) or _on_the_whole(words)


def _asks_who(has: set[str], reference: Reference | None) -> bool:
    """Not "who are you?", but "where did you get that from?"."""
    from_where = bool(has & _ORIGINS) and "from" in has and (reference is not None or bool(has & POINTING))
    of_people = has & {"i", "we"} or ("you" in has and not has & {"get", "got"})
    return (bool(has & _WHO) or from_where) and not of_people


def _on_who(has: set[str], reference: Reference | None, side: Side | None) -> Wording:
    """A point's speaker; "who is against it?" asks for a side."""
    if side is not None and reference is None and not has & (POINTING | _SAYING) - {"it", "argues"}:
        return Wording("side", side=side)
    return Wording("speaker", reference or Reference(1, side, pointing=True))


def _on_side(has: set[str], side: Side | None) -> Wording | None:
    if has & {"other", "opposite"} and has & {"side", "view", "views"}:
        return Wording("side", other=True)
    if side is not None or "both" in has or {"for", "against"} <= has:
        return Wording("side", side=side)
    return None


def _on_the_whole(words: list[str]) -> Wording | None:
    has, phrase = set(words), " ".join(words)
    kind: Kind | None = None
    if has & _NEWEST:
        kind = "newest"
    elif "why" in has or phrase.startswith(("how come", "how so")):
        kind = "why"
    elif phrase in {"when", "where"}:
        kind = "when" if phrase == "when" else "where"
    elif has & _MORE and has & POINTING and not has & _OTHERS:
        return Wording("more", Reference(1, pointing=True))
    elif has & (_OTHERS | _MORE) or phrase in {"go on", "keep going"}:
        kind = "others"
    return Wording(kind) if kind is not None else None


def _source(core: str, has: set[str]) -> int | None:
    bracket = re.search(r"\[(\d{1,3})\]", core)
    named = re.search(r"\b(?:sources?|articles?|reference|footnote)\s*(?:no\.?|number|#)?\s*(\d{1,3})\b", core.lower())
    found = bracket or (named if has & _SOURCES else None)
    return int(found[1]) if found else None


def _reference(words: list[str]) -> Reference | None:
    """The point that is meant: its number, and the side beside it."""
    kept = [
        word
        for i, word in enumerate(words)
        if (_NUMBER.fullmatch(word) and not _counts(words, i))
        or (
            word in NUMBER_WORDS
            and not _counts(words, i)
            and not (word in {"best", "strongest", "main", "top"} and not _singular(words[i + 1 :]))
        )
        or word in POINT_NOUNS
        or (word in SIDE_WORDS and (word != "for" or _names_side(words, i)))
    ]
    reference = read_reference(" ".join(kept))
    return reference if reference is not None and not reference.pointing else None


def _counts(words: list[str], i: int) -> bool:
    """Whether the number at this place says how many ("the 3 biggest risks", "two more"), not which ("point 3")."""
    if not (words[i].isdigit() or words[i] in CARDINALS) or (i and words[i - 1] in POINT_NOUNS):
        return False
    after = words[i + 1 :]
    noun = next((word for word in after if word not in _GRADES), "")
    return (bool(after) and after[0] in _FURTHER) or (
        noun.endswith("s") and noun in _FOR | _AGAINST | _ARGUING | POINT_NOUNS
    )


def _singular(rest: list[str]) -> bool:
    return bool(rest) and rest[0] in POINT_NOUNS | frozenset(SIDE_WORDS) | {"one"} and not rest[0].endswith("s")


def _side(words: list[str]) -> Side | None:
    sides: set[Side] = set()
    for i, word in enumerate(words):
        if word in _FOR or (word == "for" and _names_side(words, i)):
            sides.add("for")
        elif word in _AGAINST or SIDE_WORDS.get(word) == "against":
            sides.add("against")
        elif word != "for" and SIDE_WORDS.get(word) == "for":
            sides.add("for")
    return sides.pop() if len(sides) == 1 else None


def _names_side(words: list[str], i: int) -> bool:
    """Whether "for" at this place names a side ("the arguments for", "first for it") rather than joins words."""
    before, after = words[i - 1] if i else "", words[i + 1 :]
    arguing = before in POINT_NOUNS | _ARGUING | frozenset(NUMBER_WORDS) | {"one", "side", ""}
    return bool(arguing) and (
        not after or after[0] in POINTING or after[0] in {"and", "please", "only"} or after[0].isdigit()
    )
