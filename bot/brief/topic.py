"""What a question is about, and which way round it asks."""

import re
from dataclasses import dataclass, replace

from bot.brief.asking.calls import Asked, take_apart, turning
from bot.brief.asking.comparing import Compared, asked_to_compare, compared
from bot.brief.asking.concepts import CONCEPTS
from bot.brief.asking.heads import another, aspect_in, heading
from bot.brief.asking.naming import exactly_named, longest_name, names_in, simplified, topics_listed
from bot.brief.asking.phrases import EMPTY_WORDS, names_something, plain, trimmed, without_tails
from bot.brief.asking.words import word_set, words_of


@dataclass(frozen=True)
class Topic:
    """A subject with a polarity.

    `wording` is the topic as the user put it ("open models"). `read_as` says in plain words how it was
    understood, for the brief. `terms` are the lower-case words and phrases that name the subject in articles,
    `opposite` those that name what it is weighed against (proprietary models, for open ones; empty where
    there is no such thing): an argument against the opposite argues for the subject.

    `versus` is the other subject of a comparison whose subjects exclude each other ("closed models"), `also` a second
    topic that the question asks about as well; "" where there is none. `aspect` is what of the subject is asked for
    ("cost"), "" for all of it: sides are towards the subject all the same. `heads` are words without which nothing is
    said of a topic that has a concept only for its context ("licences" of open models).
    """

    wording: str
    read_as: str
    terms: tuple[str, ...]
    opposite: tuple[str, ...] = ()
    versus: str = ""
    also: str = ""
    aspect: str = ""
    heads: tuple[str, ...] = ()


def is_subject_of_debate(topic: Topic) -> bool:
    """Whether the topic is a known subject, which people ask for to see it argued."""
    return bool(topic.opposite or topic.aspect or topic.versus) or heading(topic.wording) is not None


_LINK = re.compile(r"^(?:with|about|of|for|in|on|to|at|from|by) (?=\S)", re.IGNORECASE)
_OF_WHAT = re.compile(r" (?:of|for|in|to|from|by|at|on|as) ")
# Heads too common to find a subject by.
_GENERIC_HEADS = word_set(
    """use system systems model models approach idea policy right rights regime people country countries school
    schools course education power ai technology data life time way world society children right development
    production public works week"""
)
_MIN_HEAD_CHARS = 4
_MAX_PHRASE_WORDS = 8
_MAX_TURNED_NAMES = 4
_WITH_RIVALS = [concept for concept in CONCEPTS if concept.against]
_MAX_TITLE_WORDS = 14
_MAX_TITLE_CHARS = 120
# What is left where a question was not understood: its verbs and persons, before any relative clause.
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|what|when|where|how|whether|if|than|before|after|while)\b.*$", re.IGNORECASE | re.DOTALL
)
_DEBRIS = re.compile(
    r"^(?:it|that|there|be|of|to|who|what|how|why|if|than|as|and|or)\b"
    r"|\b(?:is|are|was|were|am|be|should|would|will|could|can|shall|must|do|does|did|has|we|i|you|they|he|she)\b"
    r"|\b(?:of|to|for|with|be|the|a|an|and|or|than|being)$",
    re.IGNORECASE,
)
_BANNING = re.compile(
    r"\b(?:bans?|banning|prohibiting|prohibition|forbidding|outlawing|abolishing|criminali[sz]ing)\b", re.IGNORECASE
)
_TURN = re.compile(
    r"(?:(?:not )?\w+ing(?: (?:out|up|down|back|away|off|about|of|from))?|less|fewer|no|without|weaker|looser|lighter|"
    r"\w+ of)(?= )"
)
_DEED = re.compile(r"(?<= )\w{2,}ing(?: about)?(?= )")


def read_topic(question: str) -> Topic | None:
    """The topic of a question as people type it; None if the text names none.

    A question that refuses ("should we ban X?", "less X") is about that: X is then what the topic is weighed against.
    "X vs Y" is about X, weighed against Y. Sides are always towards `wording`.
    """
    whole = without_tails(trimmed(plain(question)))
    called_for = asked_to_compare(whole)
    sides = called_for or compared(whole)
    # A bare name is taken as it stands: "closed models" is no call for closing them.
    if called_for or exactly_named(whole) or (sides and exactly_named(sides.first) and exactly_named(sides.second)):
        asked = Asked(whole, whole)
    else:
        asked = take_apart(question)
        sides = compared(asked.phrase)
    if sides:
        asked = replace(take_apart(sides.first), phrase=sides.first, aside=asked.aside)
    first, *others = topics_listed(asked.phrase)
    if others:
        asked = replace(asked, phrase=first, about=first)
    if not names_something(asked.phrase):
        return None
    topic = _topic_of(asked, sides)
    topic = replace(topic, also=" and ".join(others) or asked.aside or topic.also)
    if asked.worded and not _is_debris(topic.wording):
        return topic
    known = next((named.concept.wording for named in names_in(topic.wording)), None)
    read_as = f"{known}, with the question's own words" if known else "the question's own words"
    return replace(topic, wording=_as_typed(question), read_as=read_as)


def _topic_of(asked: Asked, sides: Compared | None) -> Topic:
    if asked.refuses:
        topic = _turned(asked.phrase, _topic_of(Asked(asked.about, asked.about), None))
    elif (gone := turning(asked.phrase)) and longest_name(gone) == longest_name(asked.phrase):
        topic = _turned(asked.phrase, _topic_of(Asked(gone, gone), None))
    else:
        topic = _subject(asked.phrase, asked.about)
    return _weighed(topic, sides) if sides else topic


def _subject(phrase: str, about: str) -> Topic:
    if asked := aspect_in(phrase):
        return replace(_subject(asked.about, asked.about), aspect=asked.aspect)
    concept = heading(phrase)
    if concept is None:
        return _unknown(phrase, about)
    other = next((c for c in CONCEPTS if c.wording == concept.against), None)
    opposite = other.terms if other is not None else concept.against_names
    short = exactly_named(phrase) is concept and simplified(phrase) not in {simplified(name) for name in concept.names}
    read_as = f"{concept.wording}, weighed against {other.wording}" if other else concept.wording
    opposite = tuple(term for term in opposite if term not in concept.terms)
    return Topic(concept.wording if short else phrase, read_as, concept.terms, opposite)


def _unknown(phrase: str, about: str) -> Topic:
    """The topic of a phrase about no concept, though perhaps about what one is weighed against ("deregulation").

    Where a concept is only its context ("licences of open models"), what is said of that concept is none of it.
    """
    if names_in(phrase):
        other = another(phrase)
        own = dict.fromkeys((*_phrase_terms(phrase)[:1], *other.terms))
        return Topic(phrase, phrase, tuple(own), heads=other.heads)
    terms = (*_phrase_terms(phrase), *_phrase_terms(about))
    simple = f" {simplified(phrase)} "
    for concept in CONCEPTS:
        if any(f" {simplified(name)} " in simple for name in concept.against_names):
            terms = tuple(dict.fromkeys((*terms, *concept.against_names)))
            return Topic(phrase, f"{phrase}, weighed against {concept.wording}", terms, concept.names)
    return Topic(phrase, phrase, tuple(dict.fromkeys(terms)))


def _weighed(topic: Topic, sides: Compared) -> Topic:
    """The topic of a comparison. Only where its subjects exclude each other is the second one its opposite."""
    rival = _subject(sides.second, sides.second)
    if not sides.exclusive:
        alone = f"{topic.wording} by itself, as what speaks against {rival.wording} need not speak for it"
        return replace(topic, read_as=alone, opposite=(), also=rival.wording)
    topic = replace(topic, read_as=f"{topic.wording}, weighed against {rival.wording}")
    own, other = topic.terms, rival.terms
    if set(own) & set(other):  # two kinds of one thing: "voluntary or mandatory tests"
        own, other = _phrase_terms(sides.first)[:1], _phrase_terms(sides.second)[:1]
    return replace(topic, terms=own, opposite=tuple(term for term in other if term not in own), versus=rival.wording)


def _turned(wording: str, subject: Topic) -> Topic:
    """The topic of doing away with what `subject` names.

    What the subject does away with itself, or is only the absence of, argues for the turned topic: a chip sale for
    the end of export controls.
    """
    names = dict.fromkeys((subject.wording.lower(), *subject.terms[:_MAX_TURNED_NAMES]))
    whole = f" {simplified(subject.wording)} " in f" {simplified(wording)} "
    turn = (_TURN.match(wording.lower()) or _DEED.search(wording.lower())) if whole else None
    if _BANNING.search(turn[0] if turn else wording):
        forms = [form for name in names for form in (f"ban on {name}", f"banning {name}", f"{name} ban")]
    else:
        forms = [f"{turn[0]} {name}" for name in names] if turn else []
    absence = () if heading(subject.wording) in _WITH_RIVALS else subject.opposite
    own = dict.fromkeys((wording.lower(), *forms, *absence))
    opposite = tuple(term for term in subject.terms if term not in own)
    return Topic(wording, f"{wording}, weighed against {subject.wording}", tuple(own), opposite)


def _phrase_terms(phrase: str) -> tuple[str, ...]:
    """The phrase itself and its head: what articles are likely to call it."""
    spelt = re.sub(r"\bUS\b", "United States", phrase)  # in small letters it would be "us"
    words = [word for word in words_of(_LINK.sub("", spelt)) if word[0].isalnum()]
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


def _is_debris(wording: str) -> bool:
    """Whether a wording is a scrap of a sentence rather than a phrase to head a brief with."""
    return bool(_DEBRIS.search(_RELATIVE.sub("", wording))) or len(wording.split()) > _MAX_TITLE_WORDS


def _as_typed(question: str) -> str:
    """The question itself, on one line and cut at a word."""
    text = plain(question).strip()
    return text if len(text) <= _MAX_TITLE_CHARS else f"{text[:_MAX_TITLE_CHARS].rsplit(' ', 1)[0]} …"
