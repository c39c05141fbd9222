"""Quotations and sources as they stand in every message: escaped, in their marks, with publisher and date."""

from collections.abc import Iterable, Iterator

from bot.brief.brief import Point, Quote, Source, in_quotation_marks, said_by
from bot.slack.blocks.fitting import MAX_CONTEXT_CHARS, Part
from bot.slack.text import day, escape, link, one_line, short_line, split_text

HEADLINE_CHARS = 150
NAME_CHARS = 80


def headline(text: str, max_chars: int = HEADLINE_CHARS) -> str:
    """A headline or topic on one line."""
    return short_line(text, min(HEADLINE_CHARS, max_chars))


def name(text: str) -> str:
    """A speaker or publisher on one line."""
    return short_line(text, NAME_CHARS)


def quoted(quotation: Quote, max_chars: int) -> str:
    """The quotation in quotation marks; what is too long ends in “ …”."""
    whole = escape(in_quotation_marks(one_line(quotation.shown)))
    return whole if len(whole) <= max_chars else f"“{short_line(quotation.shown, max_chars).lstrip('“')}”"


def origin(quotation: Quote, sources: dict[int, Source]) -> str:
    """Who said it, in which publication, when, and the source's number."""
    source = sources.get(quotation.source)
    voice = said_by(name(quotation.speaker) if quotation.speaker else None, quotation.said_at)
    said = f"{voice}, in " if voice else ""
    if source is None:
        return f"{said}source [{quotation.source}]"
    return f"{said}{publisher(source)}, {day(source.published, source.published_as_stated)} [{source.number}]"


def carried_by(point: Point) -> str:
    """How many independent sources carry a point, where more than one article does."""
    return f" · {point.carried_by}" if point.carried_by else ""


def publisher(source: Source) -> str:
    """The publisher, with the agency whose text it is."""
    shown = name(source.publisher) if source.publisher else "unnamed publisher"
    return f"{shown} ({name(source.agency)})" if source.agency and source.agency != source.publisher else shown


def source_line(source: Source) -> str:
    """A line of the numbered list of sources, linked where the article has an address."""
    title = headline(source.title) if source.title else "Untitled"
    also = f"; also in {_listed(source.copies)}" if source.copies else ""
    stated = day(source.published, source.published_as_stated)
    return f"[{source.number}] {link(source.url, title)}, {publisher(source)}, {stated}{also}"


def source_list(sources: Iterable[Source]) -> Iterator[Part]:
    """The numbered list of sources, in as many parts as it takes."""
    lines = "\n".join(source_line(source) for source in sources)
    for piece in split_text(lines, max_chars=MAX_CONTEXT_CHARS):
        yield Part("context", piece.strip("\n"))


def _listed(names: Iterable[str]) -> str:
    first, *others = dict.fromkeys(name(one) for one in names)
    return f"{first} and {len(others)} more" if others else first
