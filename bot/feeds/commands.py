"""`evenhand feeds …`: what is followed, how it does, and what is new in it."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.settings import load_settings
from bot.terminal import shown
from store import EvenhandError, Refused
from store.characters import characters_only

if TYPE_CHECKING:
    from store.feeds.book import FeedBook
    from store.feeds.due import FeedHealth

feeds_app = typer.Typer(help="Feeds and podcasts that are followed.", no_args_is_help=True)

Addresses = Annotated[list[str], typer.Argument(help="Addresses of RSS, Atom or JSON feeds.")]


@feeds_app.command("add")
def add(urls: Addresses) -> None:
    """Follow feeds. They are polled by `evenhand feeds poll`, and by `evenhand serve` while it runs.

    Example: evenhand feeds add https://HOST/feed.xml
    """
    with _book() as book:
        refused = _each(urls, lambda url: "added" if book.add(url, at=_now()) else "known")
    _end(refused, len(urls))


@feeds_app.command("remove")
def remove(urls: Addresses) -> None:
    """Follow feeds no longer. The articles that came from them stay."""
    with _book() as book:

        def removed(url: str) -> str:
            if not book.remove(url):
                raise Refused("it is not followed; see: evenhand feeds list")
            return "removed"

        refused = _each(urls, removed)
    _end(refused, len(urls))


@feeds_app.command("list")
def list_feeds(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list instead of a table.")] = False,
) -> None:
    """Show every feed: its state, when it answered last, what went wrong, when it is asked again.

    A feed is failing when its last poll failed, and stale when it has failed for two days or has been silent for more
    than twice its longest pause (a week at least).
    """
    with _book() as book:
        health = book.health(_now())
    if as_json:
        typer.echo(json.dumps([health_json(one) for one in health], ensure_ascii=False, indent=2))
    elif health:
        Console(highlight=False).print(_table(health))
    else:
        typer.echo("No feed is followed; add one: evenhand feeds add https://HOST/feed.xml")


@feeds_app.command("poll")
def poll() -> None:
    """Ask all feeds now, due or not, and take in what is new."""
    from bot.feeds.fetching import fetcher_of  # noqa: PLC0415  (`--help` must not load what fetches)
    from bot.feeds.polling import poller_of  # noqa: PLC0415  (loads Chroma)
    from bot.services import open_services  # noqa: PLC0415  (as above)

    services = open_services(load_settings())

    async def run() -> tuple[int, int]:
        count = failed = 0
        async with fetcher_of(services.settings) as fetcher:
            poller = poller_of(services, fetcher)
            async for polled in poller.poll(await asyncio.to_thread(poller.book.all)):
                typer.echo(shown(polled.line()))
                count, failed = count + 1, failed + (polled.error is not None)
        return count, failed

    try:
        count, failed = asyncio.run(run())
    finally:
        services.close()
    if not count:
        typer.echo("No feed is followed; add one: evenhand feeds add https://HOST/feed.xml")
    if failed:
        raise typer.Exit(1)


@feeds_app.command("import")
def import_opml(file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")]) -> None:
    """Follow the feeds of an OPML file."""
    from store.feeds.opml import read_opml  # noqa: PLC0415  (`--help` must not load lxml)

    try:
        outlines = read_opml(file.read_bytes())
    except OSError as error:
        name = characters_only(str(file))
        raise EvenhandError(f"{name} cannot be read ({error.strerror}); name an OPML file") from error
    with _book() as book:
        added = sum(book.add(feed.url, at=_now(), title=feed.title) for feed in outlines.feeds)
    for address in outlines.refused:
        typer.echo(shown(f"refused    {address}: this is no web address"))
    typer.echo(f"{added} added, {len(outlines.feeds) - added} known, {len(outlines.refused)} refused")
    if outlines.refused:
        raise typer.Exit(1)


@feeds_app.command("export")
def export_opml() -> None:
    """Print the followed feeds as OPML.

    Example: evenhand feeds export > feeds.opml
    """
    from store.feeds.opml import Listed, write_opml  # noqa: PLC0415  (as above)

    with _book() as book:
        typer.echo(write_opml(Listed(feed.url, feed.title) for feed in book.all()), nl=False)


def health_json(health: "FeedHealth") -> dict[str, Any]:
    """One feed of `evenhand feeds list --json`. Times are ISO in UTC; what has not happened is null."""
    return {
        "url": health.url,
        "title": health.title,
        "state": health.state,
        "last_success": health.last_success and health.last_success.isoformat(),
        "last_error": health.last_error,
        "next_poll": health.next_poll.isoformat(),
        "newest_item": health.newest_item and health.newest_item.isoformat(),
        "failures": health.failures,
        "articles": health.articles,
    }


def _table(health: Iterable["FeedHealth"]) -> Table:
    colours = {"ok": "green", "stale": "yellow", "failing": "red", "never": "dim"}
    table = Table("Title", "Address", "State", "Last success", "Last error", "Next poll", "Articles", box=None)
    for one in health:
        cells = [Text(shown(one.title or "")), Text(shown(one.url), overflow="fold")]
        cells += [Text(one.state, style=colours[one.state]), Text(_minute(one.last_success))]
        cells += [Text(shown(one.last_error or "")), Text(_minute(one.next_poll)), Text(str(one.articles))]
        table.add_row(*cells)
    return table


def _minute(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if moment else "never"


def _each(urls: Iterable[str], act: Any) -> int:
    """Act on each address and print a line; returns how many were refused."""
    refused = 0
    for url in map(characters_only, urls):
        try:
            typer.echo(shown(f"{act(url):<10} {url}"))
        except Refused as error:
            refused += 1
            typer.echo(shown(f"refused    {url}: {error}"))
    return refused


def _end(refused: int, given: int) -> None:
    if refused:
        raise typer.Exit(2 if refused == given else 1)


@contextmanager
def _book() -> Iterator["FeedBook"]:
    """The feeds of the data folder; neither Chroma nor a model is needed for them."""
    from store.catalog import Catalog  # noqa: PLC0415  (`--help` must not load SQLAlchemy)
    from store.feeds.book import FeedBook  # noqa: PLC0415  (as above)

    catalog = Catalog(load_settings().data / "catalog.sqlite")
    try:
        yield FeedBook(catalog.engine)
    finally:
        catalog.close()


def _now() -> datetime:
    return datetime.now(UTC)
