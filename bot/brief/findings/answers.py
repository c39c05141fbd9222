"""Which sentences answer a question of fact, and whether any does."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from bot.brief.findings.coverage import share_covered
from bot.brief.findings.meanings import is_meant_in, stands_in
from bot.brief.findings.wanted import Kind, Wanted

MAX_FINDINGS = 6
NEAR_THE_BEST = 0.4
"""How far below the best finding's score a sentence only fills the page."""
MIN_SCORE = 0.75
"""The score of a sentence that answers. This and the weights below are chosen with tests.evals.silence, develop, and on
questions about articles that the model did not learn from."""
MIN_SCORE_OF_SIDES = 0.65
"""The same where arguments or somebody's opinion were asked for: that presupposes little that could be false."""
OWN_WORDS = 0.3
NEAR_WORDS = 0.3
ARTICLE_WORDS = 0.2
"""What the question's words add to the cosine: those in the sentence, beside it and anywhere in its article."""
RIGHT_KIND = 0.15
"""What a figure, date or name in the sentence itself adds, where one is asked for."""
READ = 0.5
"""What reading a sentence together with the question adds to its score or takes from it, at most."""
SURELY = 1.0
"""What one that surely answers gains besides when it is decided whether any does. Their order leans on the words: the
model doubts plain facts in the question's own words more than it should."""
SURE = 2.0
"""Log-odds that are nearly sure."""
MAX_READ = 10
"""How many sentences, the nearest by words and meaning, are read together with the question."""
MISSING = 0.5
"""What is taken off where the verb, the thing asked for or the kind of answer is missing."""
FAR = 0.4
"""What is taken off where a name, the thing asked for or a figure stands in the article, but not near by."""

_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half"
    r"|third|quarter|none|nobody|twice|double)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday|[Tt]omorrow"
    r"|(?:this|last|next) (?:week|month|year|spring|summer|autumn|fall|winter)|\w+ (?:days|weeks|months|years) ago)\b"
)
_NAME = re.compile(r"(?<![.!?] )(?<![.!?][”\"’')] )(?<![“\"(])(?<!^)\b[A-Z][\w.’'-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


Read = Callable[[Sequence[int]], Sequence[float]]
"""Gives, for offers by their numbers, the log-odds that they answer."""


@dataclass(frozen=True)
class Offer:
    """A sentence that may answer, with what stands around it.

    `beside` is it with its neighbours, `facts` the title, publisher and date of its article, `lead` the article's
    first sentences, `article` all of its text, `year` when it was published.
    """

    text: str
    beside: str
    facts: str
    lead: str
    article: str
    year: int | None = None


@dataclass(frozen=True)
class Answer:
    """A sentence, by its number among those offered, that answers.

    `confidence` is the probability that it does as the model reads it, `covered` its share of the question's words.
    """

    number: int
    confidence: float
    covered: float


def find_answers(
    wanted: Wanted,
    weights: Mapping[str, float],
    offers: Sequence[Offer],
    similarities: Sequence[float],
    read: Read,
    *,
    min_score: float = MIN_SCORE,
) -> list[Answer]:
    """The best answers first, at most six; none where no sentence is near enough.

    `weights` are those of the question's words, `similarities` the sentences' cosines to the question; `read` is asked
    of the nearest MAX_READ. Every name and number of the question must stand in the article: what is said of one
    company does not answer for another.
    """
    nearest = []
    for number, (offer, similarity) in enumerate(zip(offers, similarities, strict=True)):
        if not _names_stand(wanted, offer):
            continue
        near = share_covered(weights, offer.beside, offer.facts)
        score = (
            similarity
            + OWN_WORDS * share_covered(weights, offer.text)
            + NEAR_WORDS * near
            + ARTICLE_WORDS * share_covered(weights, offer.article, offer.facts)
            + _fit(wanted, offer)
        )
        nearest.append((score, number, near))
    nearest = sorted(nearest, key=lambda one: (-one[0], one[1]))[:MAX_READ]
    odds = read([number for _, number, _ in nearest])
    answers = []
    for (score, number, near), one in zip(nearest, odds, strict=True):
        surety = math.tanh(one / SURE)
        ranked = score + READ * surety
        if ranked + SURELY * max(0.0, surety) >= min_score:
            answers.append((-ranked, Answer(number, 1 / (1 + math.exp(-one)), near)))
    answers.sort(key=itemgetter(0))
    return [answer for minus, answer in answers[:MAX_FINDINGS] if -minus >= -answers[0][0] - NEAR_THE_BEST]


def _names_stand(wanted: Wanted, offer: Offer) -> bool:
    """Whether all names and numbers stand in the article, and the years near the sentence or in its date."""
    years = [number for number in wanted.numbers if _YEAR.fullmatch(number)]
    others = [number for number in wanted.numbers if number not in years]
    return all(is_meant_in(word, offer.article, offer.facts) for word in chain(others, *wanted.names)) and all(
        stands_in(year, offer.beside, offer.facts) or _is_year_before(year, offer) for year in years
    )


def _is_year_before(year: str, offer: Offer) -> bool:
    return offer.year == int(year) + 1 and re.search(r"\b(?:last|a) year\b", offer.beside) is not None


def _fit(wanted: Wanted, offer: Offer) -> float:
    """What the answer's form adds to its score or takes from it."""
    beside = (offer.beside, offer.facts)
    fit = _fit_of_kind(wanted, offer)
    if wanted.verb and not is_meant_in(wanted.verb, *beside):
        fit -= MISSING
    if not all(is_meant_in(noun, offer.article) for noun in wanted.nouns):
        fit -= MISSING
    elif not _any_stands(wanted.nouns, (offer.text,) if wanted.kind == "figure" else beside):
        fit -= FAR
    if not all(_any_stands(name, (*beside, offer.lead)) for name in wanted.names):
        fit -= FAR
    return fit


def _fit_of_kind(wanted: Wanted, offer: Offer) -> float:
    if wanted.kind == "any":
        return 0.0
    if _holds(wanted.kind, wanted, offer.text):
        return RIGHT_KIND
    if not _holds(wanted.kind, wanted, offer.beside):
        return -MISSING
    return -FAR if wanted.kind == "figure" else 0.0


def _any_stands(words: Sequence[str], texts: Sequence[str]) -> bool:
    return not words or any(is_meant_in(word, *texts) for word in words)


def _holds(kind: Kind, wanted: Wanted, text: str) -> bool:
    """Whether the text has a figure, date or name that the question does not have itself."""
    pattern = {"figure": _FIGURE, "date": _DATE, "name": _NAME}[kind]
    known = {*wanted.numbers, *(word for name in wanted.names for part in name for word in part.split())}
    return any(found[0] not in known for found in pattern.finditer(text))
