"""What a question is about, and which way round it asks."""

import re
from dataclasses import dataclass

from bot.brief.cues.asking import EMPTY_WORDS, Asked, names_something, take_apart, trimmed
from bot.brief.cues.concepts import CONCEPTS, Concept
from bot.brief.cues.words import word_set, words_of


@dataclass(frozen=True)
class Topic:
    """A subject with a polarity.

    `wording` is the topic as the user put it ("open models"). `read_as` says in plain words how it was
    understood, for the brief. `terms` are the lower-case words and phrases that name the subject in articles,
    `opposite` those that name what it is weighed against (proprietary models, for open ones; empty where
    there is no such thing): an argument against the opposite argues for the subject.
    """

    wording: str
    read_as: str
    terms: tuple[str, ...]
    opposite: tuple[str, ...] = ()


_VERSUS = re.compile(r"\s+(?:vs\.?|versus|compared (?:to|with)|instead of|rather than|better than)\s+", re.IGNORECASE)
# These join more often than they compare: they compare only two concepts that are each other's opposite.
_MAYBE_VERSUS = re.compile(r"\s+(?:or|and|over|against)\s+", re.IGNORECASE)
_OF_WHAT = re.compile(r" (?:of|for|in|to|from|by|at|on|as) ")
_TRAILING_ONE = re.compile(r"\s+ones?$", re.IGNORECASE)
# Heads too common to find a subject by.
_GENERIC_HEADS = word_set(
    """use system systems model models approach idea policy right rights regime people country countries school
    schools course education power ai technology data life time way world society children right development
    production public works week"""
)
_MIN_HEAD_CHARS = 4
_MAX_PHRASE_WORDS = 8
_MIN_PLURAL_CHARS = 4
_MAX_BANNED_NAMES = 3


def read_topic(question: str) -> Topic | None:
    """The topic of a question as people type it; None if the text names none.

    A question that refuses ("should we ban X?") is about the ban: X is then what the topic is weighed against.
    "X vs Y" is about X, weighed against Y. Sides are always towards `wording`.
    """
    whole = trimmed(question)
    # A bare name is taken as it stands: "closed models" is no call for closing them.
    asked = take_apart(question)
    if _named_exactly(whole) is not None or all(_named_exactly(side) for side in _compared(whole)):
        asked = Asked(whole, refuses=False)
    phrase, rival = _compared(asked.phrase)
    if not names_something(phrase):
        return None
    subject = _subject(phrase, rival)
    return _refusal(phrase, subject) if asked.refuses else subject


def _compared(text: str) -> tuple[str, str]:
    """The two sides of "X vs Y", the second "" if nothing is compared."""
    if match := _VERSUS.search(text):
        left, right = trimmed(text[: match.start()]), _TRAILING_ONE.sub("", trimmed(text[match.end() :]))
        return left, right
    if match := _MAYBE_VERSUS.search(text):
        left, right = trimmed(text[: match.start()]), _TRAILING_ONE.sub("", trimmed(text[match.end() :]))
        first, second = _named_exactly(left), _named_exactly(right)
        if first is not None and second is not None and first.against == second.wording:
            return left, right
    return text, ""


def _named_exactly(phrase: str) -> Concept | None:
    plain = _plain(phrase)
    return next((c for c in CONCEPTS if plain in {_plain(name) for name in (*c.names, *c.asked)}), None)


def _named_within(phrase: str) -> Concept | None:
    """The concept whose name is this phrase, or the longest one named within it."""
    exact = _named_exactly(phrase)
    if exact is not None:
        return exact
    plain = f" {_plain(phrase)} "
    within = [(len(_plain(name)), c) for c in CONCEPTS for name in c.names if f" {_plain(name)} " in plain]
    return max(within, key=lambda pair: pair[0])[1] if within else None


def _plain(phrase: str) -> str:
    """Words in a form that neither plurals nor the spelling of "centre" tell apart."""
    words = (word.replace("centre", "center").replace("licence", "license") for word in words_of(phrase))
    return " ".join(w[:-1] if w.endswith("s") and w[-2:] != "ss" and len(w) >= _MIN_PLURAL_CHARS else w for w in words)


def _subject(phrase: str, rival: str) -> Topic:
    concept = _named_within(phrase)
    if concept is None:
        terms, opposite = _phrase_terms(phrase), _rival_terms(rival)
        read_as = f"{phrase}, weighed against {rival}" if rival else phrase
        return Topic(phrase, read_as, terms, tuple(term for term in opposite if term not in terms))
    other = next((c for c in CONCEPTS if c.wording == concept.against), None)
    opposite = other.names if other is not None else concept.against_names
    against = other.wording if other is not None else ""
    if rival:
        named = _named_within(rival)
        opposite, against = _rival_terms(rival), named.wording if named is not None else rival
    short = _plain(phrase) in {_plain(asked) for asked in concept.asked} and _plain(phrase) not in {
        _plain(name) for name in concept.names
    }
    read_as = f"{concept.wording}, weighed against {against}" if against else concept.wording
    opposite = tuple(term for term in opposite if term not in concept.names)
    return Topic(concept.wording if short else phrase, read_as, concept.names, opposite)


def _rival_terms(rival: str) -> tuple[str, ...]:
    concept = _named_within(rival) if rival else None
    return concept.names if concept is not None else _phrase_terms(rival)


def _phrase_terms(phrase: str) -> tuple[str, ...]:
    """The phrase itself and its head: what articles are likely to call it."""
    words = [word for word in words_of(phrase) if word[0].isalnum()]
    while words and words[-1] in EMPTY_WORDS and words[-1] not in _GENERIC_HEADS:
        words.pop()
    whole = " ".join(words[:_MAX_PHRASE_WORDS])
    first = _OF_WHAT.split(whole, maxsplit=1)[0]
    head = first.split()[-1] if first else ""
    terms = [whole]
    if first not in _GENERIC_HEADS | EMPTY_WORDS:
        terms.append(first)
    if len(head) >= _MIN_HEAD_CHARS and head not in _GENERIC_HEADS | EMPTY_WORDS:
        terms.append(head)
    return tuple(dict.fromkeys(term for term in terms if term))


def _refusal(phrase: str, subject: Topic) -> Topic:
    """The topic of doing away with what `subject` names."""
    names = dict.fromkeys((phrase.lower(), *subject.terms[:_MAX_BANNED_NAMES]))
    bans = [form for name in names for form in (f"ban on {name}", f"banning {name}", f"{name} ban")]
    return Topic(f"banning {phrase}", f"doing away with {phrase}", tuple(bans), subject.terms)
