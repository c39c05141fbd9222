"""Parts of a brief shown again: who said a point, everything about it, one source, the short of it.

Quotations and the numbers of sources stay those of the brief. Nothing here is searched or worded anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.brief.brief import Brief, Point, Quote, Source, counted, said_by
from bot.brief.followups.references import FoundPoint
from bot.brief.points.drafts import HEADLINE_CHARS, trim

MAX_VOICES = 3
"""How many speakers the first line names."""


def who_said(brief: Brief, found: FoundPoint, *, asked: str) -> Brief:
    """Speaker, publisher and date of a point's quotations, the best first."""
    quotes = found.point.quotes
    first: dict[tuple[str | None, int], str] = {}
    for quote in quotes:
        first.setdefault((quote.speaker, quote.source), _voice(quote, brief.source(quote.source)))
    voices = list(first.values())
    more = f"; and {len(voices) - MAX_VOICES} more" if len(voices) > MAX_VOICES else ""
    return _part(
        brief,
        asked=asked,
        topic=f"Who said it: {found.point.headline}",
        read_as=f"who said {_of(found, brief)}",
        takeaway=f"{'; '.join(voices[:MAX_VOICES])}{more}",
        findings=(found.point,),
    )


def more_on(
    brief: Brief, found: FoundPoint, around: Sequence[Quote], sources: Sequence[Source], *, asked: str
) -> Brief:
    """All quotations of a point, each by itself, and then the sentences `around` it; `sources` are of both."""
    quotes = found.point.quotes
    part = replace(brief, sources=tuple(sources))
    quoted = counted(len(quotes), "quotation")
    cited = counted(len({quote.source for quote in quotes}), "source")
    near = f"; then {counted(len(around), 'sentence')} near by" if around else ""
    return _part(
        part,
        asked=asked,
        topic=f"More on: {found.point.headline}",
        read_as=f"more on {_of(found, brief)}",
        takeaway=f"{quoted} from {cited}{near}.",
        findings=tuple(_alone(quote) for quote in (*quotes, *around)),
    )


def source_says(brief: Brief, number: int, *, asked: str) -> Brief:
    """What the brief quotes from its source of this number. Raises KeyError if it has none."""
    source = brief.source(number)
    quotes = dict.fromkeys(quote for point in brief.points for quote in point.quotes if quote.source == number)
    title = source.title or "untitled"
    return _part(
        brief,
        asked=asked,
        topic=f"Source {number}: {title}",
        read_as=f"what source [{number}] says on “{trim(brief.topic, HEADLINE_CHARS)}”",
        takeaway=f"“{title}”, {_where(source)} [{number}]",
        findings=tuple(_alone(quote) for quote in quotes),
    )


def shortened(brief: Brief, *, asked: str) -> Brief:
    """The first point of each side, or the first finding, each with its best quotation."""
    first = {
        name: tuple(replace(point, quotes=point.quotes[:1]) for point in points[:1])
        for name, points in (("for", brief.points_for), ("against", brief.points_against), ("", brief.findings))
    }
    short = replace(
        brief,
        question=asked,
        read_as=f"{brief.read_as}; the short of it",
        points_for=first["for"],
        points_against=first["against"],
        findings=first[""],
        not_covered=brief.not_covered[:1],
        elapsed_ms=0,
    )
    return _with_cited_sources(short)


def standing(brief: Brief, text_of: Callable[[Source], str | None]) -> Brief:
    """The brief with only the quotations that stand in the articles; a point without any is left out.

    `text_of` gives the text of a source that was quoted, as far as the catalog still has it, or None.
    """
    texts = {source.number: text_of(source) or "" for source in brief.sources}

    def kept(points: Sequence[Point]) -> tuple[Point, ...]:
        checked = [
            replace(point, quotes=tuple(q for q in point.quotes if texts.get(q.source, "")[q.start : q.end] == q.text))
            for point in points
        ]
        return tuple(point for point in checked if point.quotes)

    still = replace(
        brief,
        points_for=kept(brief.points_for),
        points_against=kept(brief.points_against),
        findings=kept(brief.findings),
    )
    return _with_cited_sources(still)


def _part(brief: Brief, *, asked: str, topic: str, read_as: str, takeaway: str, findings: tuple[Point, ...]) -> Brief:
    part = replace(
        brief,
        question=asked,
        intent="findings",
        topic=topic,
        read_as=read_as,
        takeaway=takeaway,
        points_for=(),
        points_against=(),
        findings=findings,
        not_covered=(),
        notice=None,
        elapsed_ms=0,
    )
    return _with_cited_sources(part)


def _with_cited_sources(brief: Brief) -> Brief:
    cited = {quote.source for point in brief.points for quote in point.quotes}
    return replace(brief, sources=tuple(source for source in brief.sources if source.number in cited))


def _of(found: FoundPoint, brief: Brief) -> str:
    return f"{found.place} of the brief on “{trim(brief.topic, HEADLINE_CHARS)}”"


def _alone(quote: Quote) -> Point:
    return Point(trim(quote.text, HEADLINE_CHARS), 1, (quote,))


def _voice(quote: Quote, source: Source) -> str:
    if quote.speaker:
        return f"{said_by(quote.speaker, quote.said_at)}, in {_where(source)} [{source.number}]"
    if quote.said_at:
        return f"Somebody whom the transcript does not name, at {quote.said_at}, in {_where(source)} [{source.number}]"
    by = f" by {source.author}" if source.author else ""
    return f"The article itself{by} in {_where(source)}; it names no speaker [{source.number}]"


def _where(source: Source) -> str:
    return f"{source.publisher or 'unnamed publisher'}, {source.published or 'undated'}"
