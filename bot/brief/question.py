"""What a question asks: intent, topic, filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.brief.asking.languages import foreign_language
from bot.brief.asking.publishers import publishers_in
from bot.brief.asking.requests import Request, request_in
from bot.brief.brief import Side
from bot.brief.dates import Period, period_in
from bot.brief.topic import Topic, is_subject_of_debate, read_topic
from store.catalog import Filters

AskedIntent = Literal["for_and_against", "findings"]

MAX_QUESTION_CHARS = 2_000
"""Far beyond any question; what is longer takes the rules here seconds and more to read."""

_BOTH_SIDES_NAMED = re.compile(
    r"\b(for (and|or|&|vs\.?|versus) against|against (and|or) for|pros?\b.{0,9}\bcons?|both sides|debate"
    r"|(case|arguments?|reasons?|speaks|said|say)( (are|is) there)? (for|against)"
    r"|(dis)?advantages?|drawbacks?|downsides?|upsides?|merits?|strengths?|weaknesses)\b",
    re.IGNORECASE,
)
_ASKS_A_FACT = re.compile(
    r"^\W*(?:(?:hi|hello|hey|thanks|please|ok)\b\W*)?(?:(?:by|in|at|for|to|on|from|since|with)\s+)?"
    r"(who|whom|whose|when|where|(?<=\bin )which year|how (many|much|large|big|long|old|often|far|fast)"
    r"|(what|which|how|why) (did|was|were)"
    r"|(did|was|were|has|have|had)|what happened|tell me|list|latest|any news|news)\b|\blatest\b|\bnews (on|about)\b",
    re.IGNORECASE,
)
_ASKS_AN_OPINION = re.compile(
    r"^\W*(?:what|how) about\b"
    r"|\b((should|shall|ought) (we|i|they|a|an|the|our|companies|governments?|firms?|startups?|teams?)"
    r"|benefits?|risks?|versus|vs\.?|worth (it|adopting|using|buying)|good or bad|(good|bad) (idea|for|thing|reason)"
    r"|help or hurt|why (not|(w|sh)ouldn't|would|should|do|does|don't|doesn't|use|adopt|ban|regulate|avoid)"
    r"|why (is|are) .{1,40} (against|opposed to|in favou?r of)"
    r"|(better|worse|cheaper|safer|wiser) (\w+ )?than|do (we|they|companies) need|make sense to"
    r"|is it (be )?(a )?(mistake|good|bad|wrong|right|wise|safe|ethical|fair|smart|sensible|time|worth|"
    r"dangerous|risky)|risky is it"
    r"|(is|are) .{2,60}( an? (\w+ ){0,2}(risk|threat|problem|danger|mistake|bubble|fad|waste|blessing|curse|disaster)"
    r"( (to|for|of) .{2,40})?| too \w+( for .{2,40})?)(?=\W*$)"
    r"|what (do|would) you (think|say|make|recommend|advise)|your (own )?(opinions?|views?|takes?|thoughts?|stance)"
    r"|do you (like|support|think|believe|recommend|favou?r|prefer|oppose)|are you (for|against|in favou?r)"
    r"|(compared?|stack up|fare|measure up) (to|with|against)|compare|comparison (of|between)"
    r"|differences? between"
    r"|is .{2,60} (a mistake|wise|unwise|dangerous|sensible|overrated|overhyped)(?=\W*$)"
    r"|can .{3,60} be made (un)?safe)\b",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"^\W*(what|which|how|why|do|does|is|are|will|can|could|summari[sz]e|give me)\b", re.IGNORECASE
)
_BOTH = re.compile(r"\b(for (and|or|&|vs\.?|versus) against|against (and|or) for)\b", re.IGNORECASE)
_ARGUES = r"(case|arguments?|reasons?|points?|evidence|speaks|counts|argues|said|say)"
_ONE_SIDE: dict[Side, re.Pattern[str]] = {
    "for": re.compile(
        rf"\b({_ARGUES} (for|in favou?r of|to)|supporters|proponents|advocates|advantages?|benefits?|upsides?|merits?"
        r"|strengths|pros?)\b",
        re.IGNORECASE,
    ),
    "against": re.compile(
        rf"\b({_ARGUES} (against|not to)|opponents|critics|objections?|criticisms?|disadvantages?|drawbacks?|downsides?"
        r"|weaknesses|risks?|dangers?|cons?|why (is|are|do|does) .{1,40} (against|opposed to|oppose|object to))\b",
        re.IGNORECASE,
    ),
}
_ASKS_THE_BOT = re.compile(
    r"\bwhat (do|would) you (think|say|make|recommend|advise|do|choose)\b"
    r"|\byour (own )?(opinion|view|take|stance|position|advice|thoughts)s?\b"
    r"|\b(do you (like|love|support|think|believe|recommend|favou?r|prefer|oppose)|are you (for|against|in favou?r))\b",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"[A-Z][\w.'’&+-]*|[a-z]+[A-Z]\w*|[A-Za-z]*\d[\w.-]*")
_NEWS = re.compile(r"\b(news|new|latest|recent(ly)?|happen(ed|ing)?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """A question as understood. `topic` is None only where the text holds nothing to search for.

    `side` is the one side that a question about arguments asks for; None if it asks for both. `language` is the name
    of the language it is in where that is surely not English ("German"). `request` is what a text asks of the bot that
    is no question at all.
    """

    text: str
    intent: AskedIntent
    topic: Topic | None
    filters: Filters
    side: Side | None = None
    language: str | None = None
    request: Request | None = None

    @property
    def asks_for_sides(self) -> bool:
        """Whether it asks for arguments in so many words; a bare topic ("open weights?") does not."""
        return self.intent == "for_and_against" and bool(
            _BOTH_SIDES_NAMED.search(self.text) or _ASKS_AN_OPINION.search(self.text)
        )

    @property
    def is_a_name(self) -> bool:
        """Whether it is but the name of something that is no known subject ("Heron 2"): asked is what is said of it."""
        if self.topic is None or is_subject_of_debate(self.topic):
            return False
        words = self.text.strip(" \t?!.,").split()
        return self.topic.wording.split() == words and all(_NAME_PART.fullmatch(word) for word in words)

    @property
    def asks_for_an_opinion(self) -> bool:
        """Whether it asks what the bot thinks itself."""
        return bool(_ASKS_THE_BOT.search(self.text))

    @property
    def asks_for_news(self) -> bool:
        """Whether it asks for what is new, whatever that is about."""
        return self.intent == "findings" and self.topic is None and bool(_NEWS.search(self.text))


def read_question(text: str, *, publishers: Sequence[str], today: date, filters: Filters | None = None) -> Question:
    """Understand a question as people type it.

    Dates ("since October", "in November 2025") and publishers ("according to Harbour Ledger") become filters unless
    `filters` sets them already; `publishers` are the names that the corpus knows, `today` decides which October.
    """
    given = filters or Filters()
    rest = " ".join(text.split())
    if request := request_in(rest):
        return Question(text, "for_and_against", None, given, request=request)
    named, rest = publishers_in(rest, publishers)
    period, rest = _period_in(rest, today)
    intent = _intent(rest)
    read = replace(
        given,
        since=given.since or period.first,
        until=given.until or period.last,
        publisher=given.publisher or next(iter(named), None),
        or_publishers=given.or_publishers if given.publisher else named[1:],
    )
    side = _side(rest) if intent == "for_and_against" else None
    return Question(text, intent, read_topic(rest), read, side, foreign_language(text))


def _period_in(text: str, today: date) -> tuple[Period, str]:
    """The period in which the articles must have been published, and the question without it.

    A question of fact that says "in 2023" asks what happened then, which a later article may tell; only where it asks
    about nothing else ("what happened in October?") is it the articles' date.
    """
    period, rest = period_in(text, today)
    if _intent(rest) == "findings" and read_topic(rest) is not None:
        return period_in(text, today, in_means_published=False)
    return period, rest


def _side(text: str) -> Side | None:
    sides = [side for side, pattern in _ONE_SIDE.items() if pattern.search(text)]
    return sides[0] if len(sides) == 1 and not _BOTH.search(text) else None


def _intent(text: str) -> AskedIntent:
    """Asked for by name, both sides are shown; otherwise a question of fact is one even where it speaks of risk."""
    if _BOTH_SIDES_NAMED.search(text):
        return "for_and_against"
    if _ASKS_A_FACT.search(text):
        return "findings"
    # A bare topic ("open weights?") asks for both sides; any other question word asks for a fact.
    if _ASKS_AN_OPINION.search(text) or not _QUESTION_WORD.search(text):
        return "for_and_against"
    return "findings"
