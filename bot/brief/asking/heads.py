"""What a phrase is about in which a concept's name stands: the concept itself, an aspect of it, or another thing."""

import re
from dataclasses import dataclass
from itertools import pairwise, takewhile

from bot.brief.asking.aspects import aspect_named
from bot.brief.asking.concepts import Concept
from bot.brief.asking.naming import Named, exactly_named, names_in
from bot.brief.asking.phrases import trimmed
from bot.brief.asking.verbs import VERBS, base_of, is_gerund, is_verb
from bot.brief.asking.words import word_set, words_of

MAX_NAMES = 4
"""How many names of the concept are combined with the head of a phrase about something else."""


@dataclass(frozen=True)
class AspectOf:
    """Of "energy use of data centres": `aspect` is "energy use", `about` "data centres"."""

    aspect: str
    about: str


# To do this with a thing is to have it: what argues for the thing argues for the deed.
_HAVING = word_set("""
    using adopting deploying running choosing picking preferring embracing supporting promoting backing wanting needing
    welcoming favouring favoring implementing relying depending trusting switching moving turning buying paying building
    developing making letting allowing permitting legalising legalizing enabling encouraging keeping introducing rolling
    installing integrating employing launching opening having getting owning renting accepting joining tightening
    strengthening toughening extending expanding increasing maintaining staying sticking going hosting giving putting
    releasing opening waiting
""")
_LETTING = word_set("letting allowing permitting making having enabling")
_HAVING_NOUNS = word_set("""
    use usage adoption deployment uptake rollout roll-out spread rise growth introduction choice embrace reliance
    dependence move switch shift return role place future idea concept notion question topic subject case debate merits
    building construction expansion advent era age promise value kind sort type form number lot
""")
# Such gerunds stand before a noun as adjectives do.
_LIKE_ADJECTIVES = word_set(
    """existing leading emerging growing coming pending binding remaining following sweeping competing working
    upcoming incoming increasing cutting"""
)
_PREPOSITIONS = word_set(
    """of for on in to from by at as with about against without within between among under over into onto towards
    through via across behind near around during like"""
)
_JOINING = word_set("and or but nor versus vs plus")
_GOES_ON = (
    _PREPOSITIONS
    | word_set("that which who whose where when if than be being is are not now today instead alone themselves itself")
    | frozenset(",;:?!()—–")
)
# Behind a name they add nothing.
_GENERIC_TAILS = word_set("""
    system systems technology technologies tool tools software product products service services approach approaches
    use usage adoption deployment uptake model models debate question topic policy strategy solution solutions
    application applications ai llm llms everywhere anywhere again all only one ones
""")
_DETERMINERS = word_set("the a an its their our his her your my all any every some")
# What is done, as a noun.
_DEED_NOUNS = {
    "regulating": "regulation", "taxing": "tax", "licensing": "licence", "funding": "funding",
    "subsidising": "subsidy", "subsidizing": "subsidy", "investing": "investment", "insuring": "insurance",
    "governing": "governance", "overseeing": "oversight", "protecting": "protection", "labelling": "label",
    "labeling": "label", "auditing": "audit", "certifying": "certification", "registering": "register",
    "nationalising": "nationalisation", "nationalizing": "nationalization", "enforcing": "enforcement",
    "exporting": "export", "importing": "import", "policing": "policing", "supervising": "supervision",
    "controlling": "control", "restricting": "restriction", "monitoring": "monitoring", "testing": "test",
    "teaching": "teaching", "training": "training", "procuring": "procurement", "financing": "financing",
}  # fmt: skip

_OF = re.compile(r"(?P<aspect>[^,;:?]{3,60}?)\s+(?:of|for|with|from|around|in)\s+(?P<about>\S.*)", re.IGNORECASE)
_EFFECT = re.compile(
    r"(?:effects?|impacts?|influence|consequences?|implications?|burden)\s+of\s+(?P<about>.+?)\s+(?:on|for)\s+(?P<aspect>.+)",
    re.IGNORECASE,
)
_EFFECT_OF = re.compile(
    r"(?:effects?|impacts?|influence|consequences?|implications?)\s+of\s+(?P<about>.+)", re.IGNORECASE
)
_AND = re.compile(r"(?P<one>.+?)\s+(?:and|&)\s+(?P<two>.+)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?P<about>.+?)\s+(?P<aspect>\S+(?:\s+(?:risks?|concerns?|problems?|issues?|use|consumption))?)", re.IGNORECASE
)
_MAX_ASPECT_WORDS = 3


def heading(phrase: str) -> Concept | None:
    """The concept that a phrase is about: its name is all of it but for words that qualify or call for it.

    "Open models in schools" and "relying on closed models" are about the models, "licences of open models" is not.
    """
    if known := exactly_named(phrase):
        return known
    names, words = names_in(phrase), words_of(phrase)
    return next((one.concept for one in names if _is_head(one, words, names)), None)


def aspect_in(phrase: str) -> AspectOf | None:
    """The aspect of a concept that a phrase asks for ("cost of open models"); None where it asks for none.

    What is only joined to a concept ("data sovereignty and open models") is an aspect of it too.
    """
    if exactly_named(phrase):
        return None
    if (match := _EFFECT.fullmatch(phrase)) and heading(match["about"]):
        return AspectOf(trimmed(match["aspect"]), trimmed(match["about"]))
    if (match := _EFFECT_OF.fullmatch(phrase)) and heading(match["about"]):
        return AspectOf("", trimmed(match["about"]))
    for pattern in (_OF, _BEHIND):
        match = pattern.fullmatch(phrase)
        if match and aspect_named(match["aspect"]) and heading(trimmed(match["about"])):
            return AspectOf(aspect_named(match["aspect"]), trimmed(match["about"]))
    if match := _AND.fullmatch(phrase):
        one, two = trimmed(match["one"]), trimmed(match["two"])
        for about, aspect in ((one, two), (two, one)):
            first, *others = [*aspect.lower().split(), ""]
            short = len(others) <= _MAX_ASPECT_WORDS and first not in _PREPOSITIONS and not is_gerund(first)
            if short and heading(about) and not names_in(aspect):
                return AspectOf(aspect, about)
    return None


@dataclass(frozen=True)
class Another:
    """A thing that has a concept for its context: its `heads`, and these together with the concept's names."""

    heads: tuple[str, ...]
    terms: tuple[str, ...]


def another(phrase: str) -> Another:
    """What articles call the thing that a phrase is about in which a concept is only named."""
    words, names_there = words_of(phrase), names_in(phrase)
    named = next((one for one in names_there if _depends(words[: one.first])), names_there[0])
    before, after = words[: named.first], words[named.behind :]
    names = dict.fromkeys((" ".join(words[named.first : named.behind]), *named.concept.names[:MAX_NAMES]))
    deeds = [(at, word) for at, word in enumerate(before) if is_gerund(word) and word not in _LIKE_ADJECTIVES]
    links = [at for at, word in enumerate(before) if word in _PREPOSITIONS]
    if deeds:
        at, deed = deeds[-1]
        forms, heads = _deed_forms(deed, before[at + 1 :], names), [*dict.fromkeys((_DEED_NOUNS.get(deed, deed), deed))]
    elif links and (known := next((one for one in names_there if one.behind == links[-1]), None)):
        linked = " ".join(before[known.first : links[-1] + 1])
        return Another(known.concept.names, tuple(f"{linked} {name}" for name in names))
    elif links:
        at = links[-1]
        head = before[at - 1] if at else ""
        forms = [*(f"{head} {before[at]} {name}" for name in names), *(f"{name} {head}" for name in names)]
        heads = [head]
    else:
        first = _first_words(after)
        forms, heads = [f"{name} {first}" for name in names], [first]
        forms += [f"{first} {link} {name}" for name in names for link in ("of", "for")]
    told = [form.strip() for form in forms if len(form.split()) > 1]
    heads = [word for head in heads for word in head.split() if word.isalpha() and word not in _GENERIC_TAILS]
    return Another(tuple(heads), tuple(dict.fromkeys((*told, *heads))))


def _depends(before: list[str]) -> bool:
    """Whether words before a name make it the context of something else."""
    return any(word in _PREPOSITIONS or (is_gerund(word) and word not in _LIKE_ADJECTIVES) for word in before)


def _deed_forms(deed: str, link: list[str], names: dict[str, None]) -> list[str]:
    linked = " ".join(word for word in link if word not in _DETERMINERS)
    verb = base_of(deed)
    noun = _DEED_NOUNS.get(deed, "")
    forms = [f"{act} {linked} {name}".replace("  ", " ") for name in names for act in (deed, verb) if act]
    return forms + [form for name in names if noun and not linked for form in (f"{noun} of {name}", f"{name} {noun}")]


def _first_words(after: list[str]) -> str:
    """What directly follows the name, up to a preposition; "" for nothing."""
    return " ".join(takewhile(lambda word: word not in _GOES_ON | _JOINING, after))


def _is_head(named: Named, words: list[str], names: list[Named]) -> bool:
    before, after = words[: named.first], words[named.behind :]
    other_context = any(
        one.first >= named.behind and one.concept is not named.concept and words[one.first - 1] in _PREPOSITIONS
        for one in names
    )
    if other_context or not _calls_for(before):
        return False
    # "Letting agents sign contracts": what follows says what they do.
    return bool(_LETTING.intersection(before)) or _goes_on(words[named.first : named.behind], after)


def _calls_for(before: list[str]) -> bool:
    """Whether words before a name leave it what the phrase is about: qualities, and what calls for having it."""
    deeds = [at for at, word in enumerate(before) if is_gerund(word) and word not in _LIKE_ADJECTIVES]
    if deeds:
        deed = deeds[-1]
        if before[deed] not in _HAVING:
            return False
        before = before[deed + 1 :]
        if any(is_gerund(word) for word in before):
            return False
        while before and before[0] in _PREPOSITIONS | {"out", "up", "back"}:
            before = before[1:]
    links = [at for at, word in enumerate(before) if word in _PREPOSITIONS]
    if len(links) == 1 and links[0] > 0 and before[links[0] - 1] in _HAVING_NOUNS:
        before = [*before[: links[0] - 1], *before[links[0] + 1 :]]
    return not any(word in _PREPOSITIONS | _JOINING for word in before)


def _goes_on(name: list[str], after: list[str]) -> bool:
    """Whether words behind a name leave it what the phrase is about; a noun there would be the head instead."""
    if name[-1].endswith("ing") and len(name) > 1:
        return True  # "self-hosting a model": the rest is what it is done to
    while after and after[0] in _GENERIC_TAILS:
        after = after[1:]
    if not after or after[0] in _GOES_ON:
        return True
    return after[0].endswith("ed") or is_gerund(after[0]) or _has_object(after)


def _has_object(after: list[str]) -> bool:
    """Whether a verb follows the name: "agents sign our contracts"."""
    return is_verb(after[0]) and any(
        two in _DETERMINERS | _PREPOSITIONS or one in VERBS for one, two in pairwise(after[:3])
    )
