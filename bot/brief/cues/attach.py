"""Which words of praise and blame in a clause are about the topic, and which about something else."""

from collections.abc import Sequence
from dataclasses import replace

from bot.brief.asking.words import word_set
from bot.brief.cues.clauses import Clause
from bot.brief.cues.mentions import Mention
from bot.brief.cues.valence import Cue, cues

# "The risks of X", "questions about X" are about X; "a threat to X" tells what X suffers.
_ABOUT = word_set("of with in from about around over surrounding behind associated posed by using linked for")
_NOT_ABOUT = word_set("to against on than")
_VOICE_LINKS = word_set("that about of over with for the")
_VICTIM_VERBS = word_set("face faces facing faced")
_BE = word_set("is are was were be been being get gets got")
_RELATIVES = word_set("which who whose")
_NEW_SUBJECTS = word_set("a an the they we it he she i you its their his her nobody everyone")
_REPORTING = word_set(
    """said say says told argue argues argued warn warns warned fear fears feared think thinks believe believes believed
    found find finds show shows showed note notes noted reckon reckons posit posited mean means evidence so is was
    claim claims claimed suggest suggests suggested conclude concludes concluded insist insists complain complains
    worry worries estimated report reports reported added adds explained"""
)
_AFTERWARDS = word_set("after when since once before")
_EVENTS = word_set("released launched unveiled announced published introduced launch release")

# Distances in words.
_FAR = 12
_NEAR_LINK = 5
_NEAR_RELATIVE = 3

# How much of a cue's weight remains where its object is less sure.
_ATTRIBUTIVE = 0.35
"""“Cheap open models arrived”: the adjective describes in passing."""
_BACKGROUND = 0.4
"""What happened before the main clause, or came with a release, is told rather than argued."""
_INHERITED = 0.8
"""The subject stands in an earlier clause or sentence."""
_AMBIGUOUS = 0.5
"""Both the topic and its opposite stand ahead of the cue."""
_DISTANT = 0.7


def attached(
    words: Sequence[str], clause: Clause, inner: Sequence[Mention], inside: frozenset[int], sign_before: int
) -> list[tuple[Cue, int, float]]:
    """The clause's cues, each with the sign of what it is about (0: something else) and its weight."""
    names = frozenset(at - clause.start for at in inside if clause.start <= at < clause.end)
    part = words[clause.start : clause.end]
    local = [replace(m, start=m.start - clause.start, end=m.end - clause.start) for m in inner]
    background = bool(part) and part[0] in _AFTERWARDS
    result = []
    for cue in cues(part, names=names):
        sign, weight = _target(part, cue, local, sign_before)
        if background and "," in part[cue.end :]:
            weight *= _BACKGROUND
        if clause.turned is False and not cue.effect and _EVENTS & set(part[: cue.start]):
            weight *= _BACKGROUND
        result.append((cue, sign, weight * cue.weight))
    return result


def _target(part: Sequence[str], cue: Cue, local: Sequence[Mention], sign_before: int) -> tuple[int, float]:
    """The sign of what the cue is about (0: something else) and how surely it is, as a weight."""
    if not cue.effect and any(m.start == cue.end and m.standard for m in local):
        return 0, 1.0  # "behind the best closed systems"
    if _told_of_another(part, cue, local):
        return 0, 1.0
    plain = [m for m in local if not m.standard]
    earlier = [m for m in plain if m.end <= cue.start]
    later = [m for m in plain if m.start >= cue.end]
    target = _linked(part, cue, later)
    if target is None and earlier:
        target = _ahead(part, cue, earlier)
    if target is not None:
        return target
    standards = [m for m in local if m.standard]
    if standards and not later:
        return standards[0].sign, 1.0
    return (sign_before, _INHERITED) if sign_before else (0, 1.0)


def _told_of_another(part: Sequence[str], cue: Cue, local: Sequence[Mention]) -> bool:
    """Whether the cue stands in a relative clause about something else ("firms, which earn revenue by …")."""
    last = max((at for at in range(cue.start) if _opens_relative(part, at)), default=None)
    if last is None or any(0 <= last - m.end <= _NEAR_RELATIVE for m in local):
        return False
    return not any(last < m.start < cue.start for m in local)


def _opens_relative(part: Sequence[str], at: int) -> bool:
    if part[at] in _RELATIVES:
        return True
    # "work that a supplier would do better", but not "said that the model is better".
    objective = part[at] == "that" and part[at + 1 : at + 2] and part[at + 1] in _NEW_SUBJECTS
    return bool(objective) and at > 0 and part[at - 1] not in _REPORTING


def _ahead(part: Sequence[str], cue: Cue, earlier: Sequence[Mention]) -> tuple[int, float]:
    """What a cue says of the mention ahead of it: as a rule, the nearest is what it is about."""
    between = part[earlier[-1].end : cue.start]
    if _is_victim(part, cue, between):
        return 0, 1.0
    both_named = len({mention.sign for mention in earlier}) > 1
    weight = (_AMBIGUOUS if both_named else 1.0) * (_DISTANT if len(between) > _FAR else 1.0)
    return earlier[-1].sign, weight


def _linked(part: Sequence[str], cue: Cue, later: Sequence[Mention]) -> tuple[int, float] | None:
    """The mention after a cue that the cue is about: "the benefits of X", "warned that X", "by using X"."""
    for mention in later:
        gap = part[cue.end : mention.start]
        if mention.means:
            return mention.sign, 1.0
        if cue.voice and len(gap) <= _NEAR_LINK and (not gap or set(gap) & _VOICE_LINKS):
            return mention.sign, 1.0
        if not gap and not cue.effect:
            return mention.sign, 1.0 if part[cue.end - 1] in _ABOUT else _ATTRIBUTIVE
        if gap and not cue.effect and len(gap) <= _NEAR_LINK and gap[0] in _ABOUT and not _NOT_ABOUT & set(gap):
            return mention.sign, 1.0
        break
    return None


def _is_victim(part: Sequence[str], cue: Cue, between: Sequence[str]) -> bool:
    """Whether the cue tells what happens to the topic ("X is threatened by", "X faces") and not what X does."""
    if cue.sign < 0 and _VICTIM_VERBS & set(between):
        return True
    passive = bool(between) and bool(_BE & set(between[-2:])) and part[cue.start].endswith("ed")
    return cue.effect and passive
