"""A digest for the terminal, in colours where there are any."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from bot.brief.brief import Point
from bot.brief.terminal import INDENT, quotation, quotation_line, source_line
from bot.digest.digest import Digest, DigestStory, TopicPoints
from bot.digest.week import Week
from bot.terminal import shown


def render_digest(digest: Digest) -> RenderableType:
    """The digest as a person reads it: stories, new arguments a topic, what it rests on, sources."""
    parts: list[RenderableType] = [Text(f"The week {Week.read(digest.week).in_words()} ({digest.week})", style="bold")]
    if digest.stories:
        parts += [Text(), Text("Top stories", style="bold cyan")]
    for number, story in enumerate(digest.stories, start=1):
        parts += _story(number, story, digest)
    for found in digest.new_points:
        parts += _topic(found, digest)
    parts += [Text(), *(Text(shown(line), style="yellow") for line in digest.coverage)]
    if digest.sources:
        parts += [Rule(style="dim"), *(Text(source_line(source), style="dim") for source in digest.sources)]
    return Group(*parts)


def _story(number: int, story: DigestStory, digest: Digest) -> Iterator[RenderableType]:
    carried = f" · {story.independent_sources} independent sources" if story.independent_sources > 1 else ""
    status = f" · {story.status}" if story.status != "new" else ""
    yield Text.assemble(f"{number}. ", (shown(story.headline), "bold"), (carried + status, "dim"))
    yield from (quotation(quote, digest) for quote in story.summary)
    cited = {quote.source for quote in story.summary}
    more = [source.number for source in digest.sources if source.article_id in story.articles]
    if others := [f"[{number}]" for number in more if number not in cited]:
        yield Padding(Text(f"also {' '.join(others)}", style="dim"), INDENT)


def _topic(found: TopicPoints, digest: Digest) -> Iterator[RenderableType]:
    sides: Sequence[tuple[str, Sequence[Point]]] = (("For", found.points_for), ("Against", found.points_against))
    if not any(points for _, points in sides):
        return
    yield Text()
    yield Text(shown(f"New arguments: {found.topic}"), style="bold cyan")
    for side, points in sides:
        for point in points:
            if point.headline_repeats:  # nobody reads the same words twice
                yield Text.assemble((f"{side}: ", "dim"), quotation_line(point.quotes[0], digest, "bold"))
                continue
            yield Text.assemble((f"{side}: ", "dim"), (shown(point.headline), "bold"))
            yield from (quotation(quote, digest) for quote in point.quotes[:1])
