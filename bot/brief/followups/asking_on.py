"""Questions that go on from the one before: the same with another side, period, publisher, place or topic."""

import re
from dataclasses import replace

from bot.brief.asking.phrases import EMPTY_WORDS
from bot.brief.asking.words import words_of
from bot.brief.brief import Side
from bot.brief.followups.context import Context, whole
from bot.brief.followups.narrowing import narrowed
from bot.brief.followups.remarks import NO_TOPIC, NOTHING_BEFORE
from bot.brief.followups.wordings import Wording
from bot.brief.question import Question
from bot.brief.topic import read_topic

BOTH_SIDES = "What are the arguments for and against {}?"
MAX_TOPIC_WORDS = 8
MAX_BEHIND = 3
"""How many words that name something may follow a pronoun: a longer question says itself what it is about."""


_TURNED_TO = whole(
    r"(?:(?:what|how) (?:about|of)|"
    r"(?:do |try )?(?:the )?same(?: (?:question|thing|brief|again))?(?: but)?(?: (?:for|on|about|with))?|"
    r"how (?:does|do|is|would|will) (?:that|this|it)(?: look| be| work| go)?(?: like)?(?: (?:for|with|on))?|"
    r"(?:try|compare (?:it |that |this )?(?:with|to)))\s+(?P<topic>.+?)(?: instead)?|"
    r"(?:(?:let's )?(?:do|try|take) )?(?P<instead>.+) instead"
)
_PLACE = re.compile(r"(?P<word>in|at|for|among|within|inside|outside)\s+(?P<where>.+)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"^(?:before|after|since|until|what|who|whom|whose|when|where|why|how|which|tell|show|give|list|explain|summari[sz]e|compare)\b"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|we|you|they|it|i)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(it|they|them|its|their)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:what|who|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\w )[A-Z][\w&'-]*(?: (?:[A-Z][\w&'-]*|\d+))*")
_NO_NAMES = frozenset(["AI", "I", "EU", "US", "UK"])
_NOUN_AND_VERB = re.compile(
    r"^(?:(?:how many|how much|what|which) (?P<noun>.+?) |when |where |how )(?P<verb>do|does|did|is|are|was|were|has|"
    r"have|had|will|can|could|would|should) (?P<rest>.+)$",
    re.IGNORECASE,
)


def ask_on(core: str, context: Context, wording: Wording | None, *, led: bool) -> Question | str | None:
    """The question that a follow-up asks, or what to say to it, or None if it is none.

    `core` is the text without "and", "please" and punctuation around it; `led` says that it began with such a word.
    """
    if wording is not None and wording.kind == "side":
        return _on_side(wording, context)
    under_others = narrowed(core, context)
    if under_others is not None or not context.thread:
        return under_others
    if wording is not None and wording.kind == "newest":
        topic = _topic_of(context)
        return context.read(f"What is the latest on {topic}?") if topic else NO_TOPIC
    turned = _TURNED_TO.fullmatch(core)
    phrase = (turned["topic"] or turned["instead"]) if turned else core
    if (turned or led) and not _SENTENCE.search(phrase):
        return _on_topic(re.sub(r"^(?:the )(?=\w+ \w)", "", phrase), context)
    return _with_pronoun(core, context)


def asked_with(word: str, asked: str) -> str | None:
    """A question of fact with "why" or "when" in place of "how many jobs": "Why does X want to cut jobs?".

    None where grammar does not allow it.
    """
    match = _NOUN_AND_VERB.fullmatch(asked.strip(" ?"))
    if match is None:
        return None
    return f"{word.capitalize()} {match['verb']} {' '.join(filter(None, (match['rest'], match['noun'])))}?"


def _on_side(wording: Wording, context: Context) -> Question | str:
    if not context.thread:
        return NOTHING_BEFORE
    question = context.same()
    if question.topic is None:
        return NO_TOPIC
    if question.intent == "findings":
        question = context.read(BOTH_SIDES.format(_topic_of(context)))
    opposite: Side = "for" if context.last.side == "against" else "against"
    return replace(question, intent="for_and_against", side=opposite if wording.other else wording.side)


def _topic_of(context: Context) -> str | None:
    """What the last question is about: of a question of fact the one name in it, where it has one."""
    question = context.same()
    names = _names(question.text) if question.intent == "findings" else []
    if len(names) == 1:
        return names[0]
    return question.topic.wording.rstrip(" ?.!") if question.topic else None


def _on_topic(phrase: str, context: Context) -> Question | None:
    """The last question about something else, or about the same somewhere else."""
    asked = context.last.asked_as
    place = _PLACE.fullmatch(phrase)
    if place and place["word"].lower() == "at" and context.last.intent == "findings":
        phrase, place = place["where"], None  # "at Corvid Labs" names another company, not a place
    if place:
        # One place takes the other's: "in Europe" does not stay when "in Asia" comes.
        bare = re.sub(rf"\s+{place['word']}\s+[^?]{{1,60}}$", "", asked.strip(" ?."), flags=re.IGNORECASE)
        bare = bare if read_topic(bare) else asked.strip(" ?.")
        return _like_before(f"{bare} {phrase}?", context)
    if read_topic(phrase) is None or len(words_of(phrase)) > MAX_TOPIC_WORDS:
        return None
    own = context.read(BOTH_SIDES.format(phrase))
    named = context.read(phrase)
    if named.side is not None or (named.topic and own.topic and named.topic.wording != own.topic.wording):
        return named  # "and the risks of agents?" brings its own side
    before = context.same()
    if before.intent == "findings":
        return context.read(_fact_about(phrase, asked, before))
    wording = before.topic.wording if before.topic else ""
    form = _replaced(asked, wording, phrase) if wording and not re.search(r"\b(?:vs|versus)\b", asked) else None
    return _like_before(form or BOTH_SIDES.format(phrase), context)


def _like_before(text: str, context: Context) -> Question:
    question = context.read(text)
    return replace(question, side=context.same().side) if question.intent == "for_and_against" else question


def _fact_about(phrase: str, asked: str, before: Question) -> str:
    """A question of fact with its one name, or its topic, replaced; otherwise about both together."""
    names = _names(asked)
    if len(names) == 1 and _names(f"so {phrase}"):
        return _replaced(asked, names[0], phrase) or asked
    topic = before.topic.wording if before.topic else ""
    if topic and asked.strip(" ?.").endswith(f" {topic}") and not _SENTENCE.search(topic):
        return _replaced(asked, topic, phrase) or asked
    return f"What is said about {phrase}{' of ' if names else ''}{' and '.join(names)}?"


def _names(text: str) -> list[str]:
    """The names in a text, its first word aside; "Bramley Bank" is one."""
    return list(dict.fromkeys(name for name in _NAME.findall(text) if name not in _NO_NAMES))


def _replaced(text: str, old: str, new: str) -> str | None:
    """The text with a phrase of it exchanged, None if it does not stand there."""
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda _: new, text, count=1) if pattern.search(text) else None


def _with_pronoun(core: str, context: Context) -> Question | None:
    """The question with "it" or "they" as what the one before is about, if it names nothing itself ahead of that."""
    pronoun = _PRONOUN.search(core)
    if pronoun is None or not _ASKS.match(core):
        return None
    ahead, behind = (_content(part) for part in (core[: pronoun.start()], core[pronoun.end() :]))
    stands_for_what_follows = re.search(r"\bto \w+ \w", core[pronoun.end() :])  # "is it wise to publish weights?"
    subject = _topic_of(context)
    if len(ahead) > 1 or len(behind) > MAX_BEHIND or stands_for_what_follows or _names(core) or subject is None:
        return None
    owned = f"{subject}'s" if pronoun[1].lower() in {"its", "their"} else subject
    return context.read(f"{core[: pronoun.start()]}{owned}{core[pronoun.end() :]}?")


def _content(text: str) -> list[str]:
    return [word for word in words_of(text.lower()) if word[0].isalpha() and word not in EMPTY_WORDS]
