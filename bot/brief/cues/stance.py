"""What a sentence's cues add up to, towards a topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.brief.asking.words import word_set, words_of
from bot.brief.cues.attach import attached
from bot.brief.cues.clauses import Clause, clauses
from bot.brief.cues.mentions import Mention, mentions
from bot.brief.cues.patterns import Pattern


@dataclass(frozen=True)
class Stance:
    """What a sentence's cues say towards a topic.

    `strength_for` and `strength_against` are sums of cue weights; `named`: the sentence names the topic or its
    opposite; `mixed`: it speaks both ways, so that no side is sure.
    """

    strength_for: float = 0.0
    strength_against: float = 0.0
    named: bool = False
    mixed: bool = False


_PRONOUNS = word_set("it they this these that such its their which them both")
_THING_WORDS = word_set(
    "model models technology approach system systems strategy measure measures policy rules practice"
)
_AUXILIARIES = word_set("""
    is are was were be been has have had will would can could may might should must do does did said says say
    offers offered uses used released launched began sells sold makes made
""")
_OPENERS = word_set("but however still moreover yet and also , so because while though although instead therefore")
_SPEECH = word_set(
    """said says say argued argues argue warned warns warn noted notes note told complained complains complain cautioned
    feared fear worried worry conceded concede concedes found finds find reported reports report added adds explained
    shows showed concluded concludes insisted insists object objected suggested suggests"""
)
_MAX_ATTRIBUTION = 10
"""Words that "…, said" or "the union of … said" may take at the end of a sentence."""
_TURN_WEIGHT = 0.6
_MIXED_SHARE = 0.35
"""A sentence whose weaker side has this share of the stronger one's weight speaks both ways."""


def stance_of(sentence: str, subject: Sequence[Pattern], opposite: Sequence[Pattern], *, before: str = "") -> Stance:
    """What `sentence` argues towards the topic that `subject` names, `before` being the sentence ahead of it.

    The opposite counts with its sign turned. A question argues nothing.
    """
    words = words_of(sentence)
    found = mentions(words, subject, opposite)
    words = _without_attribution(words, after=found[-1].end if found else 0)
    named = bool(found)
    if not words or "?" in words:
        return Stance(named=named)
    spoken_of = _subject_of(words_of(before), subject, opposite) if before else 0
    return _add_up(words, found, spoken_of)


def _without_attribution(words: list[str], *, after: int) -> list[str]:
    """Without ", the risk officer said" or ", warned Ann Lee of Better Futures" at the end, but for the verb.

    Who speaks and where they work says nothing of the topic; that they warn or complain does.
    """
    for at in range(len(words) - 1, max(after, 1) - 1, -1):
        if words[at] != ",":
            continue
        tail = words[at + 1 :]
        verb = next((word for word in tail if word in _SPEECH), None)
        if (
            verb is not None
            and "that" not in tail
            and (tail[0] == verb or (tail[-1] == verb and len(tail) <= _MAX_ATTRIBUTION))
        ):
            return [*words[: at + 1], verb]
    return words


def _add_up(words: Sequence[str], found: Sequence[Mention], spoken_of: int) -> Stance:
    inside = frozenset(at for mention in found for at in range(mention.start, mention.end))
    totals = {1: 0.0, -1: 0.0}
    conceded = {1: 0.0, -1: 0.0}
    stray = {1: 0.0, -1: 0.0}
    for clause in clauses(words, inside_names=inside):
        inner = [m for m in found if clause.start <= m.start < clause.end]
        sign_before = spoken_of if _refers_back(words[clause.start : clause.end]) else 0
        argued = False
        for cue, sign, weight in attached(words, clause, inner, inside, sign_before):
            if sign == 0:
                if clause.turned:
                    stray[cue.sign] += weight
                continue
            argued = True
            target = conceded if clause.mood == "conceded" else totals
            if clause.mood != "supposed":
                target[sign * cue.sign] += weight
        if clause.turned and clause.mood == "asserted" and not argued:
            # "X is handy, but …" with nothing known after the turn: what it turns to may outweigh the praise.
            totals = {sign: total * _TURN_WEIGHT for sign, total in totals.items()}
        spoken_of = _subject_in(words, clause, inner) or (spoken_of if not inner else 0)
    return _verdict(totals, conceded, stray, named=bool(found))


def _verdict(totals: dict[int, float], conceded: dict[int, float], stray: dict[int, float], *, named: bool) -> Stance:
    side = 1 if totals[1] >= totals[-1] else -1
    most = totals[side]
    against_it = totals[-side] + conceded[-side] + (max(stray.values()) if most else 0)
    mixed = most > 0 and against_it >= _MIXED_SHARE * most
    return Stance(totals[1], totals[-1], named=named, mixed=mixed)


def _refers_back(part: Sequence[str]) -> bool:
    """Whether a clause opens with a word for what was spoken of before ("it", "the approach") or with its verb."""
    opening = [word for word in part[:6] if word not in _OPENERS][:2]
    if not opening:
        return False
    if opening[0] in _PRONOUNS or opening[0] in _AUXILIARIES:
        return True
    return opening[0] == "the" and len(opening) > 1 and opening[1] in _THING_WORDS


def _subject_in(words: Sequence[str], clause: Clause, inner: Sequence[Mention]) -> int:
    """The sign of the mention that is the clause's grammatical subject; 0 if none is."""
    for mention in inner:
        if mention.standard or _AUXILIARIES & set(words[clause.start : mention.start]):
            continue
        return mention.sign
    return 0


def _subject_of(words: Sequence[str], subject: Sequence[Pattern], opposite: Sequence[Pattern]) -> int:
    """What the sentence before speaks of: its mentions' sign where they agree, else 0."""
    signs = {mention.sign for mention in mentions(words, subject, opposite)}
    return signs.pop() if len(signs) == 1 else 0
