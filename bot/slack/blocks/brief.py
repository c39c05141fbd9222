"""A brief as a Slack message: the answer in the second line, every point with its quotation and its source.

What does not fit is left out in a fixed order, least loss first: further quotations, then the sources that only
those cited, then the weaker points of the longer side (the message says how many), then the ends of long quotations
(marked “ …”).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.brief.brief import Brief, Point, Source, counted
from bot.slack.blocks.cited import carried_by, headline, origin, quoted, source_list
from bot.slack.blocks.fitting import (
    MAX_HEADER_CHARS,
    Part,
    as_blocks,
    as_text,
    blocks_fit,
    text_fits,
)
from bot.slack.text import day, plain, quote, short_line, shorten

FINDINGS = "Findings"
MAX_POINTS = 15
MAX_GAPS = 5
LINE_CHARS = 300
LONG_QUOTE_CHARS = 700
SHORT_QUOTE_CHARS = 300
FURTHER_QUOTE_CHARS = 200


@dataclass(frozen=True)
class _Form:
    """How much of a brief is shown: points a group, further quotations a point, characters a quotation or line."""

    points: int
    further: int
    quote_chars: int
    line_chars: int
    every_source: bool


def brief_message(brief: Brief) -> tuple[list[Block], str]:
    """The blocks of a brief, and the same brief as text for notifications, screen readers and old clients.

    Always within Slack's limits, whatever the brief holds; the text also within those of `chat.update`.
    """
    return as_blocks(_largest(brief, blocks_fit)), as_text(_largest(brief, text_fits))


def _largest(brief: Brief, fits: Callable[[Sequence[Part]], bool]) -> list[Part]:
    return next(parts for parts in (_parts(brief, form) for form in _forms()) if fits(parts))


def _forms() -> Iterator[_Form]:
    """From the fullest form to one that always fits."""
    for further in (3, 2, 1, 0):
        yield _Form(MAX_POINTS, further, LONG_QUOTE_CHARS, LINE_CHARS, every_source=True)
    for points in range(MAX_POINTS, 2, -1):
        yield _Form(points, 0, LONG_QUOTE_CHARS, LINE_CHARS, every_source=False)
    for points in (3, 2, 1):
        yield _Form(points, 0, SHORT_QUOTE_CHARS, LINE_CHARS // 2, every_source=False)
    # Four bytes a character and five characters an escape: even then this much fits.
    yield _Form(0, 0, 0, LINE_CHARS // 4, every_source=False)


def _parts(brief: Brief, form: _Form) -> list[Part]:
    sources = {source.number: source for source in brief.sources}
    parts = [Part("header", _title(brief)), Part("context", f"Read as: {short_line(brief.read_as, form.line_chars)}")]
    notice, takeaway = short_line(brief.notice or "", form.line_chars), short_line(brief.takeaway, form.line_chars)
    parts += [part for part in (Part("context", notice), Part("section", takeaway)) if part.text]
    both_sides = brief.intent == "for_and_against"
    for name, points in brief.sides:
        if points or both_sides:
            parts += _group(short_line(name, form.line_chars), points, sources, form)
    if brief.findings:
        parts += _group(FINDINGS, brief.findings, sources, form)
    parts.append(Part("section", _gaps(brief, form)))
    parts += _source_list(brief, form)
    return parts


def _title(brief: Brief) -> str:
    topic = plain(brief.title) or "Your question"
    ending = brief.title_ending("not in the corpus")
    twice = sum(letter > "\uffff" for letter in topic)  # letters that Slack may count as two
    return shorten(topic, max(MAX_HEADER_CHARS // 3, MAX_HEADER_CHARS - len(ending) - twice)) + ending


def _group(name: str, points: Sequence[Point], sources: dict[int, Source], form: _Form) -> Iterator[Part]:
    if not points:
        yield Part("section", f"*{name}* · no quotable argument in the corpus")
        return
    cited = {one.source for point in points for one in point.quotes}
    yield Part("section", f"*{name}* · {counted(len(points), 'point')}, {counted(len(cited), 'article')}")
    for number, point in enumerate(points[: form.points], start=1):
        # A headline in words of its quotation is left out: nobody reads the same words twice.
        title = f"*{number}. {headline(point.headline)}*"
        if point.headline_repeats:
            title = "" if name == FINDINGS else f"*{number}.*"
        yield Part("section", _point(title, point, sources, form))
    if len(points) > form.points:
        yield Part("context", f"and {counted(len(points) - form.points, 'more point')}")


def _point(title: str, point: Point, sources: dict[int, Source], form: _Form) -> str:
    lines = [line] if (line := f"{title}{carried_by(point)}".removeprefix(" · ")) else []
    if point.quotes:
        best, further = point.quotes[0], point.quotes[1 : 1 + form.further]
        lines.append(quote(f"{quoted(best, form.quote_chars)}\n— {origin(best, sources)}"))
        lines += [quote(f"Also: {quoted(one, FURTHER_QUOTE_CHARS)} — {origin(one, sources)}") for one in further]
    return "\n".join(lines)


def _gaps(brief: Brief, form: _Form) -> str:
    lines = [f"• {short_line(text, form.line_chars)}" for text in brief.not_covered[:MAX_GAPS]]
    if len(brief.not_covered) > MAX_GAPS:
        lines.append(f"• and {len(brief.not_covered) - MAX_GAPS} more")
    if lines:
        lines.insert(0, "*Not in the corpus*")
    if brief.newest_article:
        return "\n".join([*lines, f"Newest article in the corpus: {day(brief.newest_article)}"])
    return "\n".join([*lines, "No article in the corpus states its date"])


def _source_list(brief: Brief, form: _Form) -> Iterator[Part]:
    shown = [
        quotation.source
        for points in (brief.points_for, brief.points_against, brief.findings)
        for point in points[: form.points]
        for quotation in point.quotes[: 1 + form.further]
    ]
    sources = [source for source in brief.sources if form.every_source or source.number in shown]
    return source_list(sorted(sources, key=lambda source: source.number))
