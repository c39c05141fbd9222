"""What a clause praises and blames: cues with a sign and a weight, objects, degrees and negation applied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.brief.asking.words import word_set
from bot.brief.cues.lexicon import Entry, Role, entries
from bot.brief.cues.patterns import starts_with


@dataclass(frozen=True)
class Cue:
    """Words `start` to `end` speak well (`sign` +1) or ill (-1) of something, with a weight in 0..1.

    `effect`: they say what something does ("cuts costs") rather than how it is; `voice`: they tell of someone
    who praises or warns.
    """

    start: int
    end: int
    sign: int
    weight: float
    effect: bool = False
    voice: bool = False


@dataclass(frozen=True)
class _Item:
    start: int
    end: int
    options: tuple[Entry, ...]

    def option(self, role: Role) -> Entry | None:
        return next((entry for entry in self.options if entry.role == role), None)


_OBJECT_WINDOW = 6
_DEGREE_WINDOW = 3
_SHIFT_WINDOW = 3
_NEGATION_WINDOW = 4
_PAUSES = frozenset({",", ";", ":", "—", "–", "--", "(", ")"})
_VERBS = word_set("is are was were will would could may might says said")
_NAME = "\N{REPLACEMENT CHARACTER}"
"""Stands for a word of the topic's name: no cue, and no cue reaches across it."""
_BREAKS = frozenset({_NAME}) | _PAUSES | _VERBS | word_set("and that which who because as since")
_SCARCE = word_set("less little nothing nobody none")
_PREPOSITIONS = word_set("for of in to on with by from")
_DETERMINERS = word_set("the a an its their these those such safety")
_SUBORDINATORS = word_set("when because while who which where if")
_NEGATORS = word_set(
    """not no never without nor neither hardly barely rarely seldom nobody none nothing unable fail fails failed"""
)
_EMPTY_NEGATIONS = word_set("only just merely simply solely necessarily because doubt wonder")
# "There is no evidence that X improves results": turns everything that follows in its clause.
_DOUBTS = (("no", "evidence"), ("little", "evidence"), ("no", "proof"), ("unlikely",), ("far", "from"))
# Who rejects a claim does not make it, and does not quite make the opposite one: what follows counts for nothing.
_DENIALS = word_set("""
    reject rejects rejected dismiss dismisses dismissed deny denies denied dispute disputes disputed rebut
    rebutted refute refuted myth misconception defied contrary
""")
_DEMANDS = word_set("must should ought needs need")
_JOINTS = frozenset({"of", "and", "or", "the", "a", "an", "its", "their", ",", "for", "in", "about"})
_MAX_JOINT_WORDS = 2
_AWAY = word_set("abroad away overseas offshore")

# Weights, by how sure each construction is; tuned on the "develop" part of tests/evals/data/judge_dev.jsonl.
_THING_MOVED = 0.9
_JUDGED_MOVED = 0.7
_GRADED = 0.8
_NEGATED = 0.8
_NEGATED_AT_LEAST = 0.6


def cues(words: Sequence[str], *, names: frozenset[int] = frozenset()) -> list[Cue]:
    """The cues of one clause in reading order. `names` are positions that name the topic and so judge nothing."""
    words = [_NAME if at in names else word for at, word in enumerate(words)]
    items = _items(words)
    known: dict[int, Cue] = {}
    for index in reversed(range(len(items))):
        cue = _resolve(words, items, index, known)
        if cue is not None:
            known[index] = cue
    denied = next((at for at, word in enumerate(words) if word in _DENIALS), len(words))
    doubted = next((at for at in range(len(words)) if any(_stands(words, at, d) for d in _DOUBTS)), len(words))
    found: list[Cue] = []
    covered = 0
    for index in sorted(known):
        cue = known[index]
        if cue.start < covered or cue.start >= denied:
            continue
        covered = _tail(words, items, index, cue)
        cue = _negated(words, cue)
        if doubted < cue.start and not _PAUSES & set(words[doubted : cue.start]):
            cue = replace(cue, sign=-cue.sign, weight=cue.weight * _NEGATED)
        if cue.weight > 0 and not _demanded(words, cue):
            found.append(cue)
    return found


def _items(words: Sequence[str]) -> list[_Item]:
    lexicon = entries()
    items: list[_Item] = []
    at = 0
    while at < len(words):
        options = [e for e in lexicon.get(words[at], ()) if starts_with(words, at, e.pattern)]
        if options:
            length = len(options[0].pattern)
            items.append(_Item(at, at + length, tuple(e for e in options if len(e.pattern) == length)))
            at += length
        else:
            at += 1
    return items


def _resolve(words: Sequence[str], items: Sequence[_Item], index: int, known: dict[int, Cue]) -> Cue | None:
    """The cue that starts with item `index`, given those that start later; before any negation ahead of it."""
    item = items[index]
    following = next((known[later] for later in range(index + 1, len(items)) if later in known), None)
    guard, mover = item.option("guard"), item.option("mover")
    # "the safeguards" are a thing, "safeguards patients" is not.
    if guard is not None and not (item.start and words[item.start - 1] in _DETERMINERS):
        return _guarded(words, item, guard)
    if mover is not None and not _is_passive(words, item):
        cue = _moved(words, item, mover, following)
        if cue is not None:
            return cue
    if item.option("foe") is not None and following is not None and following.weight:
        gap = words[item.end : following.start]
        if len(gap) <= _DEGREE_WINDOW and not _PAUSES & set(gap):
            return replace(following, start=item.start, sign=-following.sign, effect=True)  # "rivals would gain"
    degree, judges = item.option("degree"), item.option("judges")
    graded = _graded(words, item, degree, following) if degree is not None else None
    if graded is not None or judges is None:
        return graded
    return _judged(words, items, index, judges, following)


def _graded(words: Sequence[str], item: _Item, degree: Entry, following: Cue | None) -> Cue | None:
    """The next cue with its degree ("lower cost", "more reliable"), turned round by "less" and its like."""
    if following is None:
        return None
    gap = words[item.end : following.start]
    if len(gap) >= _DEGREE_WINDOW or (_PAUSES | _PREPOSITIONS) & set(gap):
        return None
    weight = max(following.weight, _GRADED)
    return Cue(item.start, following.end, degree.sign * following.sign, weight, effect=True)


def _judged(words: Sequence[str], items: Sequence[_Item], index: int, judges: Entry, following: Cue | None) -> Cue:
    """A judging word in the light of the next cue: a compound, a good for the wrong people, or itself."""
    item = items[index]
    gap = list(words[item.end : following.start]) if following is not None else []
    joined = not gap or (gap[0] == "of" and len(gap) <= _MAX_JOINT_WORDS)
    if joined and judges.alone == 0 and following is not None and not following.effect:
        # "security risks", "growth of pollution": the last noun says what the thing is.
        return replace(following, start=item.start)
    cue = _shifted(words, items, index, judges)
    if following is None or cue.sign < 0 or not cue.weight:
        return cue
    gap = list(words[cue.end : following.start])
    is_ill = following.sign < 0 and following.weight == 0
    if is_ill and len(gap) <= _DEGREE_WINDOW and {"for", "to"} & set(gap):
        return Cue(cue.start, following.end, -1, cue.weight, effect=True)  # "easier for attackers"
    return cue


def _guarded(words: Sequence[str], item: _Item, guard: Entry) -> Cue:
    """One cue for all that is guarded and against what: "protects patients from harm" has no second, for harm."""
    end = item.end
    while end < len(words) and words[end] not in _PAUSES | _VERBS | {"and", "but", "because"}:
        end += 1
    barely = bool(_SCARCE & set(words[item.end : item.end + _DEGREE_WINDOW]))
    return Cue(item.start, end, -guard.sign if barely else guard.sign, guard.alone, effect=True)


def _is_passive(words: Sequence[str], item: _Item) -> bool:
    """Whether the word tells what others do, as in "offered by rivals"."""
    return words[item.start].endswith("ed") and item.end < len(words) and words[item.end] == "by"


def _moved(words: Sequence[str], item: _Item, mover: Entry, following: Cue | None) -> Cue | None:
    """What raising or lowering the object amounts to; without a known object, what the mover says alone."""
    if following is not None:
        gap = words[item.end : following.start]
        if len(gap) <= _OBJECT_WINDOW and not _separates(gap, mover):
            sign = mover.sign * following.sign * (-1 if _NEGATORS & set(gap) else 1)
            if sign > 0 and mover.sign > 0 and following.end < len(words) and words[following.end] in _AWAY:
                sign = -1  # "drives talent abroad"
            least = _THING_MOVED if following.weight == 0 else _JUDGED_MOVED
            return Cue(item.start, following.end, sign, max(following.weight, mover.alone, least), effect=True)
    if mover.alone:
        return Cue(item.start, item.end, mover.sign, mover.alone, effect=True)
    return None


def _separates(gap: Sequence[str], mover: Entry) -> bool:
    """Whether the words between a mover and a cue keep the cue from being its object."""
    between = list(gap)
    if between[-1:] == ["that"] and between[-2:-1] and between[-2] in _PREPOSITIONS:
        between.pop()  # "part of that risk"
    # What is given, is given for something else: "more time for difficult cases".
    return bool(_BREAKS & set(between)) or (mover.sign > 0 and "for" in between)


def _shifted(words: Sequence[str], items: Sequence[_Item], index: int, judges: Entry) -> Cue:
    """A thing with the verb by which it rises or falls ("costs fell"), or the thing alone."""
    item = items[index]
    for later in items[index + 1 : index + 3]:
        shift = later.option("shift")
        gap = words[item.end : later.start]
        if shift is not None and len(gap) <= _SHIFT_WINDOW and not (_PAUSES | {"and", "that"}) & set(gap):
            sign = judges.sign * shift.sign * (-1 if _NEGATORS & set(gap) else 1)
            return Cue(item.start, later.end, sign, max(judges.alone, _THING_MOVED), effect=True)
    return Cue(item.start, item.end, judges.sign, judges.alone, voice=judges.voice)


def _negated(words: Sequence[str], cue: Cue) -> Cue:
    for at in range(cue.start - 1, max(0, cue.start - _NEGATION_WINDOW) - 1, -1):
        if words[at] in _PAUSES or words[at] in _SUBORDINATORS:
            break
        if words[at] in _NEGATORS and not (at + 1 < len(words) and words[at + 1] in _EMPTY_NEGATIONS):
            if any(_stands(words, at, doubt) for doubt in _DOUBTS) or not _reaches(words, at, cue):
                break
            return replace(cue, start=at, sign=-cue.sign, weight=max(cue.weight, _NEGATED_AT_LEAST) * _NEGATED)
    return cue


def _reaches(words: Sequence[str], at: int, cue: Cue) -> bool:
    """Whether the negator at `at` governs the cue: "without pay robs authors" does not say that nothing robs them."""
    if words[at] not in {"no", "without"} or not cue.effect:
        return True
    return cue.start == at + 1 or words[cue.start].endswith("ing")


def _tail(words: Sequence[str], items: Sequence[_Item], index: int, cue: Cue) -> int:
    """Where the words end that only complete a cue: "the risk of losing jobs" blames once, for the risk."""
    end = cue.end
    if cue.voice:
        return end
    for later in items[index + 1 :]:
        if later.start < end:
            continue
        gap = words[end : later.start]
        if len(gap) > _MAX_JOINT_WORDS or not set(gap) <= _JOINTS:
            break
        if "and" in gap and later.option("mover") is not None:
            break
        end = later.end
    return end


def _demanded(words: Sequence[str], cue: Cue) -> bool:
    """Whether the cue is only asked for: "must be auditable" does not say that anything is."""
    if cue.effect:
        return False
    before = set(words[max(0, cue.start - 3) : cue.start])
    demands = {"to", "be"} <= before and bool({"has", "have", "had"} & set(words[: cue.start]))
    return demands or bool(_DEMANDS & before)


def _stands(words: Sequence[str], at: int, phrase: Sequence[str]) -> bool:
    return tuple(words[at : at + len(phrase)]) == tuple(phrase)
