"""A digest as a Slack message: the week's stories, its new arguments, what it rests on, its sources.

What does not fit is left out in a fixed order, least loss first: second quotations, weaker points, the sources that
only those cited, then the ends of long quotations (marked “ …”), then the last stories.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.brief.brief import Point, Quote, Source
from bot.digest.digest import Digest, DigestStory, TopicPoints
from bot.digest.week import Week
from bot.slack.blocks.cited import headline, origin, quoted, source_list
from bot.slack.blocks.fitting import Part, as_blocks, as_text, blocks_fit, text_fits
from bot.slack.text import quote, short_line

MAX_STORIES = 5
MAX_TOPICS = 6
MAX_COVERAGE_LINES = 10
LINE_CHARS = 300


@dataclass(frozen=True)
class _Form:
    """How much of a digest is shown: stories, quotations a story, points a side, characters a quotation or line."""

    stories: int
    quotes: int
    points: int
    quote_chars: int
    line_chars: int = LINE_CHARS
    every_source: bool = True


def digest_message(digest: Digest) -> tuple[list[Block], str]:
    """The blocks of a digest, and the same digest as text for notifications, screen readers and old clients.

    Always within Slack's limits, whatever the digest holds.
    """
    return as_blocks(_largest(digest, blocks_fit)), as_text(_largest(digest, text_fits))


def _largest(digest: Digest, fits: Callable[[Sequence[Part]], bool]) -> list[Part]:
    return next(parts for parts in (_parts(digest, form) for form in _forms()) if fits(parts))


def _forms() -> Iterator[_Form]:
    """From the fullest form to one that always fits."""
    for quotes, points in ((2, 4), (1, 3), (1, 2)):
        yield _Form(MAX_STORIES, quotes, points, quote_chars=500)
    for points, quote_chars in ((2, 300), (1, 300), (1, 150), (0, 150)):
        yield _Form(MAX_STORIES, 1, points, quote_chars, every_source=False)
    for stories in (4, 3, 2, 1):
        yield _Form(stories, 1, 0, quote_chars=100, line_chars=LINE_CHARS // 2, every_source=False)
    # Four bytes a character and five characters an escape: even then this much fits.
    yield _Form(1, 0, 0, quote_chars=0, line_chars=LINE_CHARS // 6, every_source=False)


def _parts(digest: Digest, form: _Form) -> list[Part]:
    sources = {source.number: source for source in digest.sources}
    parts = [Part("header", f"The week {Week.read(digest.week).in_words()}")]
    if digest.stories:
        parts.append(Part("section", "*Top stories*"))
    for number, story in enumerate(digest.stories[: form.stories], start=1):
        parts.append(Part("section", _story(number, story, sources, form)))
    for found in digest.new_points[:MAX_TOPICS]:
        parts += _topic(found, sources, form)
    lines = [short_line(text, form.line_chars) for text in digest.coverage[: MAX_COVERAGE_LINES if form.quotes else 2]]
    if lines:
        parts.append(Part("section", "\n".join(f"• {line}" for line in lines)))
    parts += _source_list(digest, form)
    return parts


def _story(number: int, story: DigestStory, sources: dict[int, Source], form: _Form) -> str:
    facts = [f"{story.independent_sources} independent sources"] if story.independent_sources > 1 else []
    facts += [story.status] if story.status != "new" else []
    lines = [" · ".join([f"*{number}. {headline(story.headline, form.line_chars)}*", *facts])]
    lines += [_quotation(one, sources, form) for one in story.summary[: form.quotes]]
    return "\n".join(lines)


def _topic(found: TopicPoints, sources: dict[int, Source], form: _Form) -> Iterator[Part]:
    sides = (("For", found.points_for), ("Against", found.points_against))
    if not form.points or not any(points for _, points in sides):
        return
    yield Part("section", f"*New arguments: {headline(found.topic, form.line_chars)}*")
    for side, points in sides:
        for point in points[: form.points]:
            yield Part("section", _point(side, point, sources, form))
        if len(points) > form.points:
            yield Part("context", f"and {len(points) - form.points} more {side.lower()}")


def _point(side: str, point: Point, sources: dict[int, Source], form: _Form) -> str:
    lines = [f"{side}:" if point.headline_repeats else f"{side}: *{headline(point.headline, form.line_chars)}*"]
    return "\n".join(lines + [_quotation(one, sources, form) for one in point.quotes[:1]])


def _quotation(one: Quote, sources: dict[int, Source], form: _Form) -> str:
    return quote(f"{quoted(one, form.quote_chars)}\n— {origin(one, sources)}")


def _source_list(digest: Digest, form: _Form) -> Iterator[Part]:
    cited = {one.source for story in digest.stories[: form.stories] for one in story.summary[: form.quotes]}
    for found in digest.new_points[:MAX_TOPICS]:
        for point in (*found.points_for[: form.points], *found.points_against[: form.points]):
            cited |= {one.source for one in point.quotes[:1]}
    return source_list(source for source in digest.sources if form.every_source or source.number in cited)
