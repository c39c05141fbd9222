"""One article as it is stored: what `evenhand show` prints. Furniture is struck out where it stood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.sources import article_json
from bot.terminal import date_in_words, shown
from store import Article, EvenhandError, Facts
from store.catalog import Catalog
from store.readers.visible import visible_text
from store.versions import Version, text_sha256

MIN_PREFIX = 3
MAX_NAMED = 5
BEGINNING = 40
"""Characters of a paragraph that are looked for where the whole is not on the page."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Shown:
    """An article with all that is known of it: furniture in page order, who else published it, earlier versions."""

    article: Article
    raw: str
    furniture: Sequence[str]
    also: Sequence[Article]
    versions: Sequence[Version]


def find_article(catalog: Catalog, wanted: str) -> Shown:
    """The article with this id, beginning of an id, origin or address, whether it is searched yet or not.

    Raises EvenhandError where there is none, or several begin so.
    """
    found = catalog.look_up(wanted, min_prefix=MIN_PREFIX) or _from_file(catalog, wanted)
    if not found:
        raise EvenhandError(
            f"No article has the id, origin or address “{shown(wanted)}”; list what is stored with: evenhand sources"
        )
    if len(found) > 1:
        named = ", ".join(article.id for article in found[:MAX_NAMED])
        more = f" and {len(found) - MAX_NAMED} more" if len(found) > MAX_NAMED else ""
        raise EvenhandError(f"{len(found)} articles begin with “{shown(wanted)}”: {named}{more}; name one of them")
    (article,) = found
    raw, furniture = catalog.page_of(article.id)
    also = catalog.also_published([article.id]).get(article.id, [])
    return Shown(article, raw, furniture, also, catalog.versions(article.id))


def _from_file(catalog: Catalog, wanted: str) -> list[Article]:
    """The article of a file, however its path is written."""
    try:
        origin = str(Path(wanted).expanduser().resolve())
    except (OSError, RuntimeError, ValueError):
        return []
    article = catalog.by_origin(origin)
    return [article] if article else []


def show_json(found: Shown) -> dict[str, Any]:
    """As an article of `evenhand sources --json`, with its page and its versions, the one that stands last."""
    article = found.article
    copies = [one for one in found.also if one.copy_of == article.id]
    standing = Version(len(found.versions) + 1, article.text, article.facts)
    return {
        **article_json(article, copies),
        "also_published": [
            {"article_id": one.id, "publisher": one.facts.publisher, "url": one.facts.url, "origin": one.origin}
            for one in found.also
        ],
        "furniture": list(found.furniture),
        "page": [{"text": text, "furniture": is_furniture} for text, is_furniture in page_parts(found)],
        "versions": [
            {
                "version": version.number,
                "title": version.facts.title,
                "published": version.facts.published.iso(),
                "text": version.text,
                "text_sha256": text_sha256(version.text),
                "until": version.until and version.until.isoformat(),
            }
            for version in (*found.versions, standing)
        ],
    }


def page_parts(found: Shown) -> list[tuple[str, bool]]:
    """The paragraphs of the article and the lines of furniture between them, each with whether it is furniture.

    Furniture stands where the page as it was read has it. What cannot be placed there, such as a line that was mended
    first, follows the line of furniture before it.
    """
    page = _squeezed(visible_text(found.raw))
    placed: list[tuple[int, bool, int, str]] = []
    for is_furniture, parts in ((False, found.article.text.split("\n\n")), (True, found.furniture)):
        at = searched = 0
        for number, part in enumerate(parts):
            words = _squeezed(part)
            # The beginning suffices to find a paragraph whose end was joined or mended.
            found_at = (page.find(some, searched) for some in (words, words[:BEGINNING]) if some)
            place = next((one for one in found_at if one >= 0), None)
            if place is not None:
                at, searched = place, place + 1
            placed.append((at, is_furniture, number, part))
    return [(part, is_furniture) for _, is_furniture, _, part in sorted(placed)]


def render_article(found: Shown) -> RenderableType:
    """The article for the terminal: facts with their places, copies and versions, then the page."""
    article = found.article
    parts: list[RenderableType] = [
        _text(article.facts.title or "Untitled", "bold"),
        _text(f"{article.id}, from {article.origin}, read {article.ingested_at:%Y-%m-%d %H:%M} UTC", "dim"),
        _facts_table(article.facts),
        *(_text(line, "yellow") for line in _about(found)),
        Text(),
    ]
    for text, is_furniture in page_parts(found):
        lines = [shown(line) for line in text.split("\n")]
        parts += [Text("\n".join(lines), style="dim strike" if is_furniture else ""), Text()]
    return Group(*parts)


def _facts_table(facts: Facts) -> Table:
    table = Table("Fact", "", "Read from", box=None, header_style="dim")
    for one in fields(Facts):
        if one.name == "read_from":
            continue
        value = getattr(facts, one.name)
        if one.name == "published":
            value = date_in_words(value.iso(), value.as_stated)
        cells = (one.name, str(value or "unknown"), facts.read_from.get(one.name, ""))
        table.add_row(*(Text(shown(cell), style="" if value else "dim") for cell in cells))
    return table


def _about(found: Shown) -> Iterator[str]:
    for one in found.also:
        kind = "Copies" if found.article.copy_of == one.id else "Also"
        yield f"{kind}: {one.facts.publisher or one.origin}, {one.facts.title or 'Untitled'} ({one.id})"
    for version in found.versions:
        yield f"Version {version.number} stood until {version.until:%Y-%m-%d %H:%M} UTC: {version.text[:80]}…"


def _squeezed(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _text(words: str, style: str) -> Text:
    return Text(shown(words), style=style)
