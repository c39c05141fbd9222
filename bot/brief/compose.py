"""Drafts become a brief: sources numbered, sides counted, the first line written, silence admitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.brief.brief import Brief, EngineName, Point, Quote, Side, in_quotation_marks
from bot.brief.evidence import DraftPoint, Evidence
from bot.brief.numbering import Numbering
from bot.brief.points import independent_sources, trim
from bot.brief.question import Question
from bot.brief.themes import is_theme
from store import Article
from store.catalog import Filters

MAX_POINTS = 10
MAX_QUOTES = 8
TAKEAWAY_CHARS = 280


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
    on_topic: int = 0
    """How many speak of the topic of a question for which no clear argument was found."""


def compose(
    question: Question, drafts: Sequence[DraftPoint], corpus: Corpus, *, engine: EngineName, notice: str | None
) -> Brief:
    """The brief that these verified drafts make; `not_covered` if there are none."""
    numbering = Numbering(corpus.copies)
    sides = {side: _points(drafts, side, numbering) for side in ("for", "against", "neither")}
    points_for, points_against, findings = sides["for"], sides["against"], sides["neither"]
    topic = question.text.strip()
    if question.intent == "for_and_against" and question.topic:
        topic = question.topic.wording
    silent = not (points_for or points_against or findings)
    return Brief(
        question=question.text,
        intent="not_covered" if silent else question.intent,
        topic=topic,
        read_as=_read_as(question),
        takeaway=_takeaway(question, topic, points_for, points_against, findings, on_topic=corpus.on_topic),
        engine=engine,
        points_for=points_for,
        points_against=points_against,
        findings=findings,
        sources=numbering.sources,
        not_covered=tuple(_gaps(question, topic, points_for, points_against, silent=silent, corpus=corpus)),
        newest_article=corpus.newest,
        notice=notice,
    )


def described(article: Article) -> str:
    """An article in one line: “title”, publisher, date."""
    title = f"“{article.facts.title}”" if article.facts.title else f"untitled (“{trim(article.text, 60)}”)"
    publisher = article.facts.publisher or "unnamed publisher"
    return f"{title}, {publisher}, {article.facts.published.iso() or 'undated'}"


def _points(drafts: Sequence[DraftPoint], side: Side, numbering: Numbering) -> tuple[Point, ...]:
    chosen = [draft for draft in drafts if draft.side == side][:MAX_POINTS]
    return tuple(
        Point(
            draft.headline,
            independent_sources(draft.evidence),
            tuple(_quote(item, numbering) for item in draft.evidence[:MAX_QUOTES]),
        )
        for draft in chosen
    )


def _quote(item: Evidence, numbering: Numbering) -> Quote:
    return Quote(item.text, numbering.number(item.article), item.speaker, item.start, item.end)


def _read_as(question: Question) -> str:
    if question.asks_for_news:
        read = "what is new"
    elif question.intent == "findings":
        read = "a question of fact"
    else:
        read = question.topic.read_as if question.topic else "no topic found in the question"
    return "; ".join([read, *_narrowed(question.filters)])


def _narrowed(filters: Filters) -> list[str]:
    parts = []
    if filters.since:
        parts.append(f"since {filters.since.isoformat()}")
    if filters.until:
        parts.append(f"until {filters.until.isoformat()}")
    if filters.publisher:
        parts.append(f"only {filters.publisher}")
    return parts


def _takeaway(
    question: Question,
    topic: str,
    pro: Sequence[Point],
    con: Sequence[Point],
    findings: Sequence[Point],
    *,
    on_topic: int,
) -> str:
    if findings:
        best = findings[0].quotes[0]
        return f"{in_quotation_marks(trim(best.text, TAKEAWAY_CHARS))} [{best.source}]"
    if not pro and not con:
        if question.topic is None:
            return "The question names no topic to look for."
        if on_topic:
            return f"{_articles_speak(on_topic)} of {topic}, but no sentence that clearly takes a side was found."
        return f"The corpus does not cover this: {topic}"
    sides: list[tuple[Side, Sequence[Point]]] = [("for", pro), ("against", con)]
    if question.side == "against":
        sides.reverse()
    return " ".join(
        _first_words(side, points[0]) if points else f"No clear argument {side} it found."
        for side, points in sides
        if points or question.side in (None, side)
    )


def _articles_speak(count: int) -> str:
    return "1 article speaks" if count == 1 else f"{count} articles speak"


def _label(point: Point) -> str:
    quoted = point.headline.rstrip(" …").lower() in point.quotes[0].text.lower() and " " in point.headline
    headline = trim(point.headline, TAKEAWAY_CHARS // 3)
    if quoted:
        return f"“{headline}”"
    return headline[0].lower() + headline[1:] if is_theme(point.headline) else headline


def _first_words(side: Side, point: Point) -> str:
    """What is said most often, or one voice where no point has several."""
    if point.independent_sources == 1:
        return f"One source {side}: {_label(point)}."
    return f"Most often {side}: {_label(point)} ({point.independent_sources} independent sources)."


def _gaps(
    question: Question, topic: str, pro: Sequence[Point], con: Sequence[Point], *, silent: bool, corpus: Corpus
) -> list[str]:
    narrowed = ", ".join(_narrowed(question.filters))
    within = f" ({narrowed})" if narrowed else ""
    if silent:
        if corpus.articles == 0:
            return ["No article to answer from."]
        closest = "Newest" if question.topic is None else "Closest"
        spoken_of = question.topic is None or corpus.on_topic
        gaps = [] if spoken_of else [f"No stored article answers this{within}."]
        gaps += [f"{closest}: {described(item)}" for item in corpus.closest]
    elif question.intent == "for_and_against":
        gaps = [
            f"No clear argument {side} {topic} found{within}."
            for side, points in (("for", pro), ("against", con))
            if not points
        ]
    else:
        gaps = []
    if (question.filters.since or question.filters.until) and corpus.undated:
        gaps.append(_left_out(corpus.undated))
    return gaps


def _left_out(undated: int) -> str:
    were = "article without a date was" if undated == 1 else "articles without a date were"
    return f"{undated} {were} left out."
