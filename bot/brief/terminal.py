"""A brief for the terminal, in colours where there are any."""

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from bot.brief.brief import Brief, Point, Quote, Source, Sourced, counted, in_quotation_marks, said_by
from bot.terminal import date_in_words, publisher_in_words, shown

QUOTES_SHOWN = 3
INDENT = (0, 0, 0, 3)


def render_brief(brief: Brief) -> RenderableType:
    """The brief as a person reads it: first line, points with quotations, what is missing, sources."""
    parts: list[RenderableType] = [
        _text(brief.title + brief.title_ending("not covered"), "bold"),
        _text(f"read as: {brief.read_as}", "dim"),
        _text(brief.takeaway, "bold cyan"),
    ]
    if brief.notice:
        parts.append(_text(brief.notice, "yellow"))
    if brief.intent == "for_and_against":
        parts += [part for name, points in brief.sides for part in _side(name, points, brief)]
    elif brief.findings:
        parts += _points(brief.findings, brief)
    if brief.not_covered:
        parts += [Text(), *(_text(line, "yellow") for line in brief.not_covered)]
    parts.append(Text(f"Newest article: {brief.newest_article or 'none is dated'}", style="dim"))
    if brief.sources:
        parts += [Rule(style="dim"), *(Text(source_line(source), style="dim") for source in brief.sources)]
    return Group(*parts)


def _text(words: str, style: str) -> Text:
    return Text(shown(words), style=style)


def source_line(source: Source) -> str:
    """`[2] title, publisher (agency), date`, with what is unknown said so, fit for a terminal."""
    publisher, date = publisher_in_words(source.publisher, source.agency), _date_of(source)
    copies = f"; also in {', '.join(source.copies)}" if source.copies else ""
    where = source.url or PurePath(source.origin).name
    return shown(f"[{source.number}] {source.title or 'Untitled'}, {publisher}, {date}{copies} — {where}")


def quotation(quote: Quote, cited_in: Sourced) -> RenderableType:
    """A quotation with who said it, in which publication and when, fit for a terminal."""
    return Padding(quotation_line(quote, cited_in), INDENT)


def quotation_line(quote: Quote, cited_in: Sourced, style: str = "") -> Text:
    """The same without the indent, its words in a style."""
    source = cited_in.source(quote.source)
    where = f"{publisher_in_words(source.publisher, None)}, {_date_of(source)}"
    voice = said_by(quote.speaker, quote.said_at)
    said = f"{voice}, in {where}" if voice else where
    words = in_quotation_marks(shown(quote.shown))
    return Text.assemble((words, style), "  ", (f"{shown(said)} [{quote.source}]", "dim"))


def _date_of(source: Source) -> str:
    return date_in_words(source.published, source.published_as_stated)


def _side(name: str, points: Sequence[Point], brief: Brief) -> list[RenderableType]:
    articles = {quote.source for point in points for quote in point.quotes}
    heading = f"{name} ({counted(len(points), 'point')}, {counted(len(articles), 'article')})"
    return [Text(), _text(heading, "bold"), *_points(points, brief)]


def _points(points: Sequence[Point], brief: Brief) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for number, point in enumerate(points, start=1):
        carried = f" · {point.carried_by}" if point.carried_by else ""
        further = point.quotes[:QUOTES_SHOWN]
        if not point.headline_repeats:
            parts.append(Text.assemble(f"{number}. ", (shown(point.headline), "bold"), (carried, "dim")))
        else:  # nobody reads the same words twice
            first, further = further[0], further[1:]
            parts.append(Text.assemble(f"{number}. ", quotation_line(first, brief, "bold"), (carried, "dim")))
        parts += [quotation(quote, brief) for quote in further]
        if len(point.quotes) > QUOTES_SHOWN:
            parts.append(Padding(Text(f"and {len(point.quotes) - QUOTES_SHOWN} more in --json", style="dim"), INDENT))
    return parts
