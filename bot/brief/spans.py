"""Stretches of articles, and whether two share anything."""

from collections.abc import Iterable

from bot.brief.brief import Brief

Span = tuple[str, int, int]
"""A stretch of an article: its id, start and end."""


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a stretch shares a character with any of the others."""
    article_id, start, end = span
    return any(article_id == other_id and start < last and first < end for other_id, first, last in others)


def quoted_spans(brief: Brief) -> list[Span]:
    """Everything that a brief quotes."""
    quotes = [quote for point in brief.points for quote in point.quotes]
    return [(brief.source(quote.source).article_id, quote.start, quote.end) for quote in quotes]
