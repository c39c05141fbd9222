"""Drafts become a brief: sources numbered, sides counted, the first line written, silence admitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.brief.asking.requests import REPLIES, Request
from bot.brief.brief import Brief, EngineName, Point, Side, in_quotation_marks
from bot.brief.evidence import DraftPoint
from bot.brief.findings.contradictions import Report, reports_that_differ
from bot.brief.numbering import Numbering
from bot.brief.on_topic import NOTHING_ON_TOPIC, OnTopic
from bot.brief.points.drafts import HEADLINE_CHARS, trim
from bot.brief.points.finite import is_clause
from bot.brief.points.independence import independent_sources, most_telling
from bot.brief.points.standing import stands_alone
from bot.brief.points.substance import gives_a_reason, topic_words
from bot.brief.question import Question
from bot.brief.quoting import quotes_of
from bot.terminal import date_in_words
from store import Article
from store.catalog import Filters

NO_OPINION = "Evenhand has no opinion of its own"
_REQUESTS: dict[Request, str] = {
    "help": "a call for help",
    "instruction": "an instruction to the bot",
    "everything": "a call for a summary of everything",
    "summary": "a call for a summary of an article",
    "unfinished": "a question that does not say what it is about",
}
MAX_QUOTES = 8
LONG_LABEL_CHARS = 170
"""A headline up to this length is not cut in the first line where what is left would be no clause."""
TAKEAWAY_CHARS = 280
"""Of a quotation and what stands around it: a message in Slack cuts a line not much longer."""


@dataclass(frozen=True)
class Corpus:
    """What a brief says of the corpus it was made from."""

    newest: str | None
    copies: Mapping[str, Sequence[Article]]
    closest: Sequence[Article]
    """What comes closest to a question without an answer; the newest articles where it names no topic."""
    articles: int
    undated: int
    """How many of them state no year: a filter by date leaves them out."""
    missing: Sequence[str] = ()
    """What a question without an answer lacks in the corpus, in lines for the reader."""
    on_topic: OnTopic = NOTHING_ON_TOPIC
    """The articles that speak of the topic of a question on which an argument is missing."""


def compose(
    question: Question, drafts: Sequence[DraftPoint], corpus: Corpus, *, engine: EngineName, notice: str | None
) -> Brief:
    """The brief that these verified drafts make; `not_covered` if there are none."""
    numbering = Numbering(corpus.copies)
    reports = reports_that_differ(question.text, [draft for draft in drafts if draft.side == "neither"])
    differing = [report.evidence for report in reports]
    drafts = sorted(drafts, key=lambda draft: draft.evidence[0] not in differing)  # shown one after the other
    order: tuple[Side, ...] = ("for", "against", "neither")
    shown_first = sorted(order, key=lambda side: side != question.side)
    sides = {side: _points(drafts, side, numbering) for side in shown_first}
    points_for, points_against, findings = sides["for"], sides["against"], sides["neither"]
    differ = _reports_differ(reports, numbering)
    topic = question.text.strip() if question.topic or question.asks_for_news else ""
    if question.intent == "for_and_against" and question.topic:
        topic = question.topic.wording
    silent = not (points_for or points_against or findings)
    return Brief(
        question=question.text,
        intent="not_covered" if silent else "findings" if findings else question.intent,
        topic=topic,
        compared_with=_other_side(question),
        side=question.side if points_for or points_against else None,
        read_as=_read_as(question),
        takeaway=_takeaway(question, topic, points_for, points_against, findings, differ=differ, corpus=corpus),
        engine=engine,
        points_for=points_for,
        points_against=points_against,
        findings=findings,
        sources=numbering.sources,
        not_covered=tuple(_gaps(question, topic, points_for, points_against, silent=silent, corpus=corpus)),
        newest_article=corpus.newest,
        notice=notice,
    )


def _reports_differ(reports: Sequence[Report], numbering: Numbering) -> str:
    """“ Reports differ: $38 million [2], $52 million [5].”, or nothing where they do not."""
    if not reports:
        return ""
    each = (f"{report.written} [{numbering.number(report.evidence.article)}]" for report in reports)
    return f" Reports differ: {', '.join(each)}."


def described(article: Article) -> str:
    """An article in one line: “title”, publisher, date."""
    title = f"“{article.facts.title}”" if article.facts.title else f"untitled (“{trim(article.text, 60)}”)"
    publisher = article.facts.publisher or "unnamed publisher"
    published = article.facts.published
    return f"{title}, {publisher}, {date_in_words(published.iso(), published.as_stated)}"


def _points(drafts: Sequence[DraftPoint], side: Side, numbering: Numbering) -> tuple[Point, ...]:
    chosen = [draft for draft in drafts if draft.side == side]
    return tuple(
        Point(
            draft.headline,
            independent_sources(draft.evidence),
            quotes_of(most_telling(draft.evidence, MAX_QUOTES), numbering),
        )
        for draft in chosen
    )


def _read_as(question: Question) -> str:
    if question.request:
        read = _REQUESTS[question.request]
    elif question.asks_for_news:
        read = "what is new"
    elif question.intent == "findings":
        read = (
            f"what is said of {topic.wording}"
            if (topic := question.topic) and question.is_a_name
            else "a question of fact"
        )
    else:
        read = question.topic.read_as if question.topic else "no topic found in the question"
    opinion = [NO_OPINION] if question.asks_for_an_opinion and question.topic else []
    return "; ".join([read, *opinion, *_narrowed(question.filters)])


def _ends_before(question: Question, corpus: Corpus) -> str:
    """That the period asked for lies wholly behind the newest article; "" where it does not."""
    since, newest = question.filters.since, corpus.newest
    if since is None or newest is None or since.isoformat() <= f"{newest}-31"[:10]:
        return ""
    return f"The newest article is of {newest}: there is nothing since {since.isoformat()}."


def _narrowed(filters: Filters) -> list[str]:
    parts = []
    if filters.since:
        parts.append(f"since {filters.since.isoformat()}")
    if filters.until:
        parts.append(f"until {filters.until.isoformat()}")
    if filters.publisher:
        parts.append(f"only {' and '.join(filters.publishers)}")
    return parts


def _both(pro: Sequence[Point], con: Sequence[Point]) -> list[tuple[Side, Sequence[Point]]]:
    return [("for", pro), ("against", con)]


def _other_side(question: Question) -> str | None:
    """What a comparison weighs its topic against."""
    return question.topic.versus or None if question.topic and question.intent == "for_and_against" else None


def _towards(side: Side, topic: str, question: Question) -> str:
    """The side in words: "for open models", "against open models", or "for closed models" in a comparison."""
    if other := _other_side(question):
        return f"for {topic}" if side == "for" else f"for {other}"
    return f"{side} {_in_a_sentence(topic)}"


def _no_argument(side: Side, topic: str, question: Question) -> str:
    """What can be said of a side without points: articles may well argue in words that no engine recognises."""
    return f"I recognised no argument {_towards(side, topic, question)}"


def _in_a_sentence(topic: str) -> str:
    """A topic that is the question as typed is quoted."""
    return f"“{topic}”" if topic.endswith("?") else topic


def _takeaway(
    question: Question,
    topic: str,
    pro: Sequence[Point],
    con: Sequence[Point],
    findings: Sequence[Point],
    *,
    differ: str,
    corpus: Corpus,
) -> str:
    if question.request:
        return REPLIES[question.request]
    if findings:
        best = findings[0].quotes[0]
        before = "I recognised no argument on it. Said of it: " if question.intent == "for_and_against" else ""
        behind = f" [{best.source}]{differ}"
        room = max(TAKEAWAY_CHARS // 3, TAKEAWAY_CHARS - len(before) - len(behind))
        return f"{before}{in_quotation_marks(trim(best.shown, room))}{behind}"
    if not pro and not con:
        return _silence(question, topic, corpus)
    compared = _other_side(question) is not None
    sides = _both(pro, con)
    if question.side == "against":
        sides.reverse()
    return " ".join(
        _first_words(
            _towards(side, topic, question) if compared else side, _leading(points, topic_words(question.topic))
        )
        if points
        else f"{_no_argument(side, topic if compared else 'it', question)}."
        for side, points in sides
        if points or question.side in (None, side)
    )


def _silence(question: Question, topic: str, corpus: Corpus) -> str:
    """Why there is nothing to quote."""
    if ended := _ends_before(question, corpus):
        return ended
    if question.topic is None:
        return "The question names no topic to look for."
    if corpus.on_topic.articles:
        spoken = f"{_articles_speak(corpus.on_topic.articles)} of {_in_a_sentence(topic)}"
        return f"{spoken}, but I recognised no argument in {'it' if corpus.on_topic.articles == 1 else 'them'}."
    return f"The corpus does not cover this: {topic}"


def _articles_speak(count: int) -> str:
    return "1 article speaks" if count == 1 else f"{count} articles speak"


def _leading(points: Sequence[Point], topic_words: frozenset[str]) -> Point:
    """The first point, or of those with as many sources the first whose headline fits the first line as it is."""
    most = [point for point in points if point.independent_sources == points[0].independent_sources]
    telling = (point for point in most if stands_alone(point.headline) and gives_a_reason(point.headline, topic_words))
    return next((point for point in telling if len(point.headline) <= HEADLINE_CHARS), points[0])


def _label(point: Point) -> str:
    headline = trim(point.headline, HEADLINE_CHARS)
    if len(point.headline) <= LONG_LABEL_CHARS and not is_clause(headline.removesuffix(" …")):
        headline = point.headline
    return f"“{headline}”" if point.headline_repeats else headline


def _first_words(side: str, point: Point) -> str:
    """What is said most often, or one voice where no point has several."""
    if point.independent_sources == 1:
        return f"One source {side}: {_label(point)}."
    return f"Most often {side}: {_label(point)} ({point.independent_sources} independent sources)."


def _gaps(
    question: Question, topic: str, pro: Sequence[Point], con: Sequence[Point], *, silent: bool, corpus: Corpus
) -> list[str]:
    if question.request:
        return []
    narrowed = ", ".join(_narrowed(question.filters))
    within = f" ({narrowed})" if narrowed else ""
    if silent:
        if corpus.articles == 0:
            return ["No article to answer from. Articles go in with: evenhand ingest"]
        closest = "Newest" if question.topic is None else "Closest"
        spoken_of = question.topic is None or corpus.on_topic.articles
        missing = [] if _ends_before(question, corpus) else corpus.missing
        gaps = [] if spoken_of else [f"No stored article answers this{within}.", *missing]
        gaps += [f"{closest}: {described(item)}" for item in corpus.closest]
    elif question.intent == "for_and_against":
        gaps = [
            f"{_no_argument(side, topic, question)}{corpus.on_topic.in_words(dated=not narrowed)}{within}."
            for side, points in _both(pro, con)
            if not points
        ]
    else:
        gaps = []
    if (question.filters.since or question.filters.until) and corpus.undated:
        gaps.append(_left_out(corpus.undated))
    return [*_misread(question), *gaps]


def _misread(question: Question) -> list[str]:
    """What of the question itself this brief leaves unanswered."""
    lines = []
    if question.language:
        lines.append(f"Questions are read in English; this one seems to be in {question.language}.")
    if question.topic and question.topic.also and question.intent == "for_and_against":
        lines.append(f"The question also asks about {question.topic.also}: ask that by itself.")
    return lines


def _left_out(undated: int) -> str:
    were = "article without a date was" if undated == 1 else "articles without a date were"
    return f"{undated} {were} left out."
