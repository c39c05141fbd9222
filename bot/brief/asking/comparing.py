"""Questions that weigh one thing against another: "closed or open models?", "is renting better than buying?"."""

import re
from dataclasses import dataclass

from bot.brief.asking.naming import exactly_named
from bot.brief.asking.phrases import names_something, trimmed
from bot.brief.asking.verbs import gerund, is_gerund, is_verb
from bot.brief.asking.words import word_set


@dataclass(frozen=True)
class Compared:
    """The two subjects of a comparison, each worded to stand alone.

    `exclusive`: who does the one does without the other, so that an argument against it argues for the other. Of two
    products that is not so: there are further ones.
    """

    first: str
    second: str
    exclusive: bool


_BETTER = r"(?:better|worse|cheaper|safer|faster|smarter|riskier|fairer|wiser|(?:more|less) [a-z]+)"
_VERSUS = re.compile(
    r"\s+(?:vs\.?|versus|v\.|compared (?:to|with)|as opposed to|instead of|rather than|"
    rf"(?:an? )?{_BETTER} (?:\w+ )?than|"
    r"in place of)\s*(?=\S)(?!not\b)",
    re.IGNORECASE,
)
_OR = re.compile(r",?\s+or\s+(?:rather\s+)?(?!not\b|both\b|no\b|so\b|bad\b|worse\b|against\b)", re.IGNORECASE)
# These join more often than they compare: they compare only what is each other's opposite.
_MAYBE_VERSUS = re.compile(r"\s+(?:and|over|against)\s+", re.IGNORECASE)
_WHICH = re.compile(
    r"^(?:which(?: one)?(?: is|'s)? (?:better|best|cheaper|safer)|(?:the )?choice between|choosing between|"
    r"difference between|between|either)\b[:,]?\s*",
    re.IGNORECASE,
)
# Where the second subject ends.
_BEHIND = re.compile(
    r"\s*(?:[,:;?]|\bfor (?:us|me|our)\b|\bwhich (?:is|one)\b|\bin the long run\b|\band (?:why|when|at)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_ONES = re.compile(r"\s+ones?$", re.IGNORECASE)
_MAX_SIDE_WORDS = 6
_OPPOSED = tuple(
    frozenset(pair.split("/"))
    for pair in word_set("""
    open/closed open/proprietary open-source/closed-source open-source/proprietary open-source/closed
    small/large small/big smaller/larger smaller/bigger big/small local/cloud local/hosted local/remote
    on-prem/cloud on-premise/cloud on-premises/cloud self-hosted/cloud self-hosted/hosted public/private
    general/specialised general/specialized general-purpose/specialised general-purpose/specialized
    general-purpose/domain-specific national/international national/foreign domestic/foreign domestic/imported
    central/decentral centralised/decentralised centralized/decentralized central/local voluntary/mandatory
    voluntary/compulsory voluntary/binding strict/light strict/loose hard/soft in-house/outsourced in-house/external
    internal/external own/external own/rented human/automated human/machine manual/automated free/paid new/old
    federal/state short/long single/multiple static/dynamic synthetic/real permissive/restrictive""")
)


_COMPARED = (
    re.compile(
        r"(?:.{0,40}?\b)?(?:compare|comparing|comparison (?:of|between)|differences? between|choice between|"
        r"choose between)\s+(?P<first>.+?)"
        r"\s+(?:and|with|to|against|vs\.?|versus|or)\s+(?P<second>.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:how|what) (?:does|do|would|is|are) (?P<first>.+?) (?:compared?|stack up|fare|measure up)\s+"
        r"(?:to|with|against)\s+(?P<second>.+)",
        re.IGNORECASE,
    ),
)
# "Use" before one of the subjects says nothing of it.
_TAKING = re.compile(
    r"^(?:use|using|adopt|adopting|choose|choosing|pick|take|go with|going with)\s+(?=\S)", re.IGNORECASE
)


def asked_to_compare(text: str) -> Compared | None:
    """The subjects of a text that says "compare", "difference between"; None if it says no such thing."""
    for pattern in _COMPARED:
        match = pattern.fullmatch(text.strip(" ?.!"))
        if match:
            first, second = trimmed(match["first"]), trimmed(_ONES.sub("", _BEHIND.sub("", match["second"])))
            if names_something(first) and names_something(second):
                return _sides(first, second)
    return None


def weighs(text: str) -> bool:
    """Whether the text says that it compares ("versus", "better than"); "or" may only list."""
    return bool(_VERSUS.search(text))


def compared(text: str) -> Compared | None:
    """The subjects that a text weighs against each other; None if it does not compare."""
    text = _WHICH.sub("", text, count=1)
    for joint in (_VERSUS, _OR, _MAYBE_VERSUS):
        match = joint.search(text)
        if match is None:
            continue
        first, second = trimmed(text[: match.start()]), trimmed(_ONES.sub("", _BEHIND.sub("", text[match.end() :])))
        if not (names_something(first) and names_something(second)):
            continue
        sides = _sides(first, second)
        short = max(len(first.split()), len(second.split())) <= _MAX_SIDE_WORDS
        if joint is _VERSUS or (joint is _OR and short) or (sides.exclusive and _opposed(sides.first, sides.second)):
            return sides
    return None


def _sides(first: str, second: str) -> Compared:
    taken = Compared(_TAKING.sub("", first, count=1), _TAKING.sub("", second, count=1), exclusive=True)
    if exactly_named(taken.first) and exactly_named(taken.second) and _opposed(taken.first, taken.second):
        return taken
    one, two = first.split(), second.split()
    if is_verb(one[0].lower()) or is_gerund(one[0].lower()):
        one, two = _as_gerunds(one, two)
    elif _opposite_words(one[0], two[0]) and 1 in {len(one), len(two)}:
        # What only one of them names belongs to both: "small or large models".
        one, two = [one[0], *(one[1:] or two[1:])], [two[0], *(two[1:] or one[1:])]
    elif len(one) == 1 and exactly_named(" ".join([*one, *two[1:]])):
        one = [*one, *two[1:]]  # "Chinese or American models"
    first, second = " ".join(one), " ".join(two)
    return Compared(first, second, _ways_of_doing(one[0], two[0]) or _opposed(first, second))


def _as_gerunds(one: list[str], two: list[str]) -> tuple[list[str], list[str]]:
    """Two ways of doing: "build or buy our chatbot" is building our chatbot or buying our chatbot."""
    if not (is_verb(two[0].lower()) or is_gerund(two[0].lower())):
        return one, two
    acts = [word.lower() if is_gerund(word.lower()) else gerund(word.lower()) for word in (one[0], two[0])]
    done = one[1:] or two[1:]
    return [acts[0], *done], [acts[1], *(done if two[1:] in ([], ["it"], ["them"]) else two[1:])]


def _ways_of_doing(one: str, two: str) -> bool:
    """Whether both words are gerunds ("fine-tuning", "prompting") and no names; one of them at least is known."""
    both = one.endswith("ing") and two.endswith("ing") and one[1:].islower() and two.islower()
    return both and (is_gerund(one.lower()) or is_gerund(two))


def _opposed(first: str, second: str) -> bool:
    known, other = exactly_named(first), exactly_named(second)
    if known is not None and other is not None:
        return known.against == other.wording
    one, two = first.lower().split(), second.lower().split()
    return _opposite_words(one[0], two[0]) and one[1:] == two[1:]


def _opposite_words(one: str, two: str) -> bool:
    return frozenset((one.lower(), two.lower())) in _OPPOSED
