"""What "the second one", "point 2" and "the first against" refer to in a brief."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.brief.asking.words import word_set
from bot.brief.brief import Brief, Point, Side

Group = Literal["for", "against", "finding"]
LAST = -1
SEVERAL = 0
"""Stands for more than one number, which is no point's."""
MAX_NUMBER = 50
"""A larger number ("2025") is not that of a point."""

_WORD = re.compile(r"[a-z]+|\d+")
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
NUMBER_WORDS = {word: number for words in (_ORDINALS, CARDINALS) for number, word in enumerate(words, start=1)}
NUMBER_WORDS |= {"last": LAST, "final": LAST} | dict.fromkeys(("top", "best", "strongest", "main"), 1)
SIDE_WORDS: dict[str, Side] = {
    **dict.fromkeys(word_set("for pro pros supporting upside benefit advantage positive"), "for"),
    **dict.fromkeys(word_set("against con cons opposing counterargument risk drawback downside negative"), "against"),
}
POINTING = word_set("that this it so these those them")
POINT_NOUNS = word_set("point points argument arguments item finding quote quotation reason claim number no nr bullet")
_FILLERS = word_set("the your one ones st nd rd th in of favour favor side and from") | POINT_NOUNS


@dataclass(frozen=True)
class Reference:
    """A point by its number, from 1, `LAST` or `SEVERAL`; of one side where that is named.

    `pointing` says that no number was named ("that").
    """

    number: int
    side: Side | None = None
    pointing: bool = False


@dataclass(frozen=True)
class FoundPoint:
    """The point that a reference means, with its place in the brief."""

    group: Group
    number: int
    point: Point

    @property
    def place(self) -> str:
        """`point 2 against`, `finding 1`."""
        return f"finding {self.number}" if self.group == "finding" else f"point {self.number} {self.group}"


def read_reference(phrase: str) -> Reference | None:
    """The reference that a phrase is, nothing else standing in it; None for any other phrase."""
    number, side, pointing, before = None, None, False, ""
    for word in _WORD.findall(phrase.lower()):
        value = int(word) if word.isdigit() else NUMBER_WORDS.get(word)
        if word == "one" and before not in POINT_NOUNS:  # "the second one", but "point one"
            value = None
        if value is not None:
            if value > MAX_NUMBER or value == 0:
                return None
            number = value if number is None else SEVERAL
        elif word in SIDE_WORDS:
            side = SIDE_WORDS[word]
        elif word in POINTING:
            pointing = True
        elif word not in _FILLERS:
            return None
        before = word
    if number is None and not pointing:
        return None
    return Reference(1 if number is None else number, side, pointing=number is None)


def find_point(brief: Brief, reference: Reference, asked_side: Side | None) -> FoundPoint | None:
    """The point of the brief that is meant; None if there is no such point.

    Each side is numbered from 1. Without a side named, it is the one that the question asked for, then the other.
    """
    groups: dict[Group, tuple[Point, ...]] = {
        "for": brief.points_for,
        "against": brief.points_against,
        "finding": brief.findings,
    }
    order: tuple[Group, ...] = ("for", "against", "finding")
    if reference.side == "for" or reference.side == "against":  # noqa: PLR1714 - mypy narrows only this form
        order = (reference.side,)
    elif asked_side == "against":
        order = ("against", "for", "finding")
    for group in order:
        points = groups[group]
        number = len(points) if reference.number == LAST else reference.number
        if 1 <= number <= len(points):
            return FoundPoint(group, number, points[number - 1])
    return None
