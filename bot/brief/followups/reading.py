"""What somebody means who goes on in a thread: "and the risks?", "since October", "who said the second one?".

Only texts that say nothing without their context are read as follow-ups; a question that stands by itself stays one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.brief.asking.words import word_set, words_of
from bot.brief.followups.asking_on import ask_on, asked_with
from bot.brief.followups.context import Context
from bot.brief.followups.kept import KeptBrief
from bot.brief.followups.references import FoundPoint, Reference, find_point
from bot.brief.followups.remarks import NOTHING_BEFORE, WELCOME, no_such_point, no_such_source
from bot.brief.followups.wordings import Wording, read_wording
from bot.brief.question import Question


@dataclass(frozen=True)
class Ask:
    """A question to search for. `further` leaves out what the thread has shown already."""

    question: Question
    follows: KeptBrief
    further: bool = False


@dataclass(frozen=True)
class ShowPoint:
    """Who said a point of an earlier brief, or everything about it."""

    what: Literal["speaker", "more"]
    of: KeptBrief
    point: FoundPoint


@dataclass(frozen=True)
class ShowSource:
    """What an earlier brief has from one of its sources."""

    of: KeptBrief
    number: int


@dataclass(frozen=True)
class Shorten:
    """An earlier brief, its best point a side alone."""

    of: KeptBrief


@dataclass(frozen=True)
class Remark:
    """A sentence or two in place of a brief. Plain text, which may hold words from outside."""

    text: str


Turn = Ask | ShowPoint | ShowSource | Shorten | Remark

_LEAD = re.compile(
    r"^(?:(?:and|but|or|so|also|then|now|ok|okay|well|hm+|please|thanks|thank you|great|nice|cool|right|sure|"
    r"(?:yes|no)(?=[,.!;]))\b[\s,.!:;–—-]*)+",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(r"\b(what|who|where|how|when|that|it|there)'s\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:[\s,]+(?:please|then|too|as well|again|now|thanks|thank you|though))+$", re.IGNORECASE)
_THANKS = word_set(
    "thanks thank thx ty cheers great perfect helpful brilliant excellent awesome nice cool lovely wonderful bye "
    "goodbye"
)
_WITH_THANKS = _THANKS | word_set(
    "you so much very a lot that this was is helps helped it all for the i ok okay good got really super everyone "
    "many and answer brief useful team guys folks work job stuff well done"
)


def read_followup(text: str, thread: Sequence[KeptBrief], *, publishers: Sequence[str], today: date) -> Turn | None:
    """What a text asks after the briefs of its thread, oldest first; None if it needs no context.

    With nothing before it, a text that only makes sense as a follow-up gets a remark that says so.
    """
    plain = _CONTRACTION.sub(r"\1 is", " ".join(text.replace("’", "'").split()))
    if _is_thanks(plain):
        return Remark(WELCOME) if thread else None
    core, context = _core(plain), Context(thread, publishers, today)
    wording = read_wording(core)
    about_the_last = _about_the_last(wording, context) if wording else None
    if about_the_last is not None:
        return about_the_last
    asked = ask_on(core, context, wording, led=_LEAD.match(plain) is not None)
    if isinstance(asked, str):
        return Remark(asked)
    return Ask(asked, context.last) if asked is not None else None


def _is_thanks(text: str) -> bool:
    words = [word for word in words_of(re.sub(r":[a-z0-9_+'-]+:", " ", text.lower())) if word[0].isalnum()]
    return bool(_THANKS.intersection(words)) and _WITH_THANKS.issuperset(words)


def _core(plain: str) -> str:
    """The text without "and", "please" and punctuation around it."""
    led = _LEAD.match(plain)
    return _bare(_TAIL.sub("", _bare(plain[led.end() :] if led else plain)))


def _bare(text: str) -> str:
    return text.strip(" \t?!.,:;…\"“”'")


def _about_the_last(wording: Wording, context: Context) -> Turn | None:
    """Follow-ups on what a brief of the thread says; None for one that asks something new."""
    thread = context.thread
    if wording.kind in {"side", "newest"}:
        return None
    if not thread:
        return Remark(NOTHING_BEFORE)
    if wording.source is not None:
        return _source(wording.source, thread)
    if wording.kind == "shorter":
        return Shorten(_whole_brief(thread))
    # Of an opinion, "why?" asks what stands behind the first point.
    reference = wording.reference or Reference(1, pointing=True)
    return _asked_again(wording, context) or _point(
        "speaker" if _asks_who(wording, context) else "more", reference, thread
    )


def _asked_again(wording: Wording, context: Context) -> Ask | None:
    """The last question for what was not shown, or with another question word where it is one of fact."""
    if wording.kind == "others":
        return Ask(context.same(), context.last, further=True)
    other = asked_with(wording.kind, context.last.asked_as) if wording.kind in {"why", "when", "where"} else None
    if other is None or context.last.intent != "findings":
        return None
    return Ask(replace(context.read(other), intent="findings", side=None), context.last)


def _asks_who(wording: Wording, context: Context) -> bool:
    """Whether it asks for a speaker, or goes on with "and the second?" after a text that did."""
    before = read_wording(_core(context.last.brief.question))
    return wording.kind == "speaker" or (
        wording.kind == "more" and not wording.asks_more and before is not None and before.kind == "speaker"
    )


def _point(what: Literal["speaker", "more"], reference: Reference, thread: Sequence[KeptBrief]) -> Turn:
    """A point of the last brief; where that only shows a part, "more on the third" means the whole one's."""
    last, whole = thread[-1], _whole_brief(thread)
    in_order = (whole, last) if what == "more" and not reference.pointing else (last, whole)
    for kept in in_order:
        found = find_point(kept.brief, reference, kept.side)
        if found is not None:
            return ShowPoint(what, kept, found)
    return Remark(no_such_point(whole.brief))


def _source(number: int, thread: Sequence[KeptBrief]) -> Turn:
    """A source by its number, of the newest brief that has it."""
    for kept in reversed(thread):
        if any(source.number == number for source in kept.brief.sources):
            return ShowSource(kept, number)
    return Remark(no_such_source(number, thread[-1].brief))


def _whole_brief(thread: Sequence[KeptBrief]) -> KeptBrief:
    """The last brief, or the one that it shows a part of."""
    part_of = thread[-1].part_of
    return next((kept for kept in thread if part_of is not None and kept.id == part_of), thread[-1])
