"""Where a sentence names the topic, or what the topic is weighed against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.brief.asking.words import phrases, word_set
from bot.brief.cues.patterns import Pattern, pattern_of, starts_with

# Words that may stand inside a name: "closed generative AI models" names closed models.
_FILLERS = word_set("""
    ai artificial intelligence generative language large foundation frontier machine learning software chinese
    american european western domestic foreign source free powerful and new live of the advanced best leading
    top latest big largely mostly fully purely
""")
_MAX_FILLERS = 3


def _patterns(text: str) -> tuple[Pattern, ...]:
    return tuple(pattern_of(phrase) for phrase in phrases(text))


# "than X", "instead of X", "unlike X": X is what the subject is compared with, so what is said is said of the other.
_STANDARDS = _patterns(
    "than, instead of, rather than, unlike, compared with, compared to, versus, as opposed to, behind"
)
# "without X", "a ban on X": what follows comes from X being absent.
_ABSENCES = _patterns("without, no, ban on, ban, restrict, restriction on, prohibit, prohibition of, outlaw, abolish")
_ABSENCES_AFTER = word_set("ban bans restriction restrictions curb curbs prohibition moratorium")
# "demand for X", "opponents of X", "a threat to X": the sentence speaks of those, not of X.
_HEADS = word_set("""
    opponents opponent critics critic supporters supporter proponents proponent advocates advocate demand
    support calls appetite interest threat threats danger dangers risk risks obstacle obstacles barrier barriers
    challenge challenges curbs limits attack attacks backlash campaign case arguments argument debate talks
""")
_HEAD_LINKS = word_set("of for to against on in about")
_TOPICAL_LINKS = word_set("of in about")
_AGENT_LINKS = frozenset(
    {"threat", "threats", "danger", "dangers", "risk", "risks", "challenge", "challenges", "obstacle", "barriers"}
)
_DETERMINERS = word_set("the a an its their his our such these those this using adopting")
_MEANS = _patterns("by, through, via, thanks to, due to, because of, under, using, adopting")


@dataclass(frozen=True)
class Mention:
    """Words `start` to `end` name the topic (`sign` +1) or its opposite (-1).

    `standard`: it is only what something is compared with. `means`: what happens, happens by it.
    """

    start: int
    end: int
    sign: int
    standard: bool = False
    means: bool = False


def compile_names(names: Sequence[str]) -> tuple[Pattern, ...]:
    """Patterns for `mentions`, longest name first."""
    patterns = {pattern_of(name) for name in names}
    return tuple(sorted((p for p in patterns if p), key=lambda p: (-len(p), sorted(map(sorted, p)))))


def mentions(words: Sequence[str], subject: Sequence[Pattern], opposite: Sequence[Pattern]) -> list[Mention]:
    """The mentions in reading order; longer names win over names inside them ("ban on X" over "X").

    Mentions that stand in another's shadow ("opponents of X") are left out.
    """
    found: list[Mention] = []
    named = sorted([(p, 1) for p in subject] + [(p, -1) for p in opposite], key=lambda pair: -len(pair[0]))
    first_words = frozenset().union(*(pattern[0] for pattern, _ in named))
    at = 0
    while at < len(words):
        if words[at] not in first_words:
            at += 1
            continue
        end, sign = max(((_end(words, at, p), s) for p, s in named), default=(0, 0), key=lambda pair: pair[0])
        if end:
            found.append(Mention(at, end, sign))
            at = end
        else:
            at += 1
    return [m for m in (_in_context(words, mention) for mention in found) if m]


def _end(words: Sequence[str], at: int, pattern: Pattern) -> int:
    """Where a name that starts at `at` ends; 0 if none does."""
    if words[at] not in pattern[0]:
        return 0
    end = at + 1
    for forms in pattern[1:]:
        skipped = 0
        while end < len(words) and words[end] not in forms and skipped < _MAX_FILLERS and _fills(words, end):
            end += 1
            skipped += 1
        if end >= len(words) or words[end] not in forms:
            return 0
        end += 1
    return end


def _fills(words: Sequence[str], at: int) -> bool:
    return words[at] in _FILLERS or words[at] in {",", "proprietary", "closed", "open"}


def _in_context(words: Sequence[str], mention: Mention) -> Mention | None:
    before = mention.start
    while before and (words[before - 1] in _DETERMINERS or words[before - 1] in _FILLERS - {"of", "and"}):
        before -= 1
    if before >= 2 and words[before - 1] in _HEAD_LINKS and words[before - 2] in _HEADS:  # noqa: PLR2004
        about_it = words[before - 1] in _TOPICAL_LINKS and words[before - 2] in _AGENT_LINKS
        return mention if about_it else None
    if _ends_with(words, before, _STANDARDS):
        return replace(mention, standard=True, sign=-mention.sign)
    banned = words[mention.end : mention.end + 1]
    if _ends_with(words, before, _ABSENCES) or _ABSENCES_AFTER & set(banned):
        return replace(mention, sign=-mention.sign)
    gerund = words[mention.start - 1] in {"using", "adopting"} if mention.start else False
    return replace(mention, means=gerund or _ends_with(words, before, _MEANS))


def _ends_with(words: Sequence[str], end: int, patterns: Sequence[Pattern]) -> bool:
    return any(end >= len(p) and starts_with(words, end - len(p), p) for p in patterns)
