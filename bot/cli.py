"""The command line: `evenhand …`. Exit codes: 0 done, 1 failed, 2 used wrongly."""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console

from bot.progress import ProgressBar
from bot.settings import Settings, load_settings
from bot.terminal import shown
from store import EvenhandError, FixSetup
from store.characters import characters_only

if TYPE_CHECKING:
    from bot.services import Services

app = typer.Typer(
    help="Both sides of AI-strategy news, every point a checked quotation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
digest_app = typer.Typer(help="The weekly digest.", no_args_is_help=True)
app.add_typer(digest_app, name="digest")

INTERRUPTED = 130
"""The exit code that typer makes of Ctrl-C."""


def _readable(argument: str | None) -> str | None:
    """An argument fit to be looked up and printed, whatever bytes the shell passed."""
    return None if argument is None else characters_only(argument)


JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def main() -> None:
    """Run the command; turn every expected problem into one line that says what to do."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        app()
    except FixSetup as error:
        _fail(error, code=2)
    except EvenhandError as error:
        _fail(error, code=1)
    except SystemExit as error:
        if error.code != INTERRUPTED:
            raise
        _fail("Stopped. What was finished is kept; run the same command again to go on.", code=1)


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files (.txt .md .html) and folders of them.")],
    as_json: JsonOption = False,
) -> None:
    """Take articles in. Doing it twice changes nothing.

    Example: evenhand ingest articles/ saved-page.html
    """
    receipts = []
    counts = dict.fromkeys(("indexed", "unchanged", "copy", "refused"), 0)
    with _services() as services, ProgressBar("files", stdout_is_data=as_json) as bar:
        for receipt in services.ingest.run(sources, bar):
            counts[receipt.status] += 1
            if as_json:
                receipts.append(asdict(receipt))
            else:
                bar.say(receipt.line())
    if as_json:
        _print_json({"sources": receipts, **counts})
    else:
        print(", ".join(f"{count} {status}" for status, count in counts.items()))
    if not any(counts.values()):
        raise EvenhandError("No files there; name files or folders with .txt, .md or .html articles.")
    if counts["refused"]:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="As you would ask a colleague.", callback=_readable)],
    as_json: JsonOption = False,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles from this day on.")
    ] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles up to this day.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Only this publisher or agency.", callback=_readable)] = None,
    engine: Annotated[
        Literal["extractive", "chat"] | None, typer.Option(help="Default: chat if a model is set.")
    ] = None,
) -> None:
    """Answer a question from the corpus.

    Example: evenhand ask "What are the arguments for and against open models?" --since 2025-10-01
    """
    from bot.brief.terminal import render_brief
    from store.catalog import Filters

    if not question.strip():
        raise FixSetup('The question is empty; ask one, such as: evenhand ask "Pros and cons of export controls?"')
    if since and until and since > until:
        raise FixSetup(f"--since {_day(since)} is later than --until {_day(until)}; swap the two days.")
    filters = Filters(_day(since), _day(until), publisher)
    with _services() as services:
        brief = services.conversation.ask(question, filters=filters, engine=engine)
    if as_json:
        _print_json(brief.to_json())
    else:
        Console(highlight=False).print(render_brief(brief))


@app.command()
def sources(as_json: JsonOption = False) -> None:
    """List the stored articles: titles, publishers, dates and where each fact was read."""
    from bot.sources import article_json, article_table

    with _services() as services:
        articles = list(services.catalog.articles())
        copies = services.catalog.copies_of()
    if as_json:
        _print_json([article_json(article, copies.get(article.id, [])) for article in articles])
    else:
        Console(highlight=False).print(article_table(articles))


@app.command()
def remove(
    articles: Annotated[
        list[str], typer.Argument(help="Ids, as `evenhand sources` shows them, or files or addresses.")
    ],
) -> None:
    """Remove articles: they answer nothing from now on. A folder does not bring them back; their own name does.

    Example: evenhand remove 1a2b3c4d5e6f articles/mistaken.html
    """
    from bot.removal import remove_article

    unknown = []
    with _services() as services:
        for name in map(characters_only, articles):
            removed = remove_article(services, name)
            print(f"removed    {shown(removed.origin)}" if removed else f"unknown    {shown(name)}")
            unknown += [] if removed else [name]
    if unknown:
        raise EvenhandError(f"{len(unknown)} of {len(articles)} are not stored; see: evenhand sources")


@app.command()
def reindex() -> None:
    """Rebuild the vectors from the catalog, as for another embedding model; the old ones answer until then."""
    with _services() as services, ProgressBar("articles") as bar:
        count = services.ingest.reindex(bar)
    print(f"{count} articles indexed anew")


@digest_app.command("preview")
def digest_preview(
    week: Annotated[
        str | None, typer.Option(help="An ISO week such as 2025-W46; default: the last full week.", callback=_readable)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the digest of a week without posting it."""
    from bot.digest.preview import preview
    from bot.digest.terminal import render_digest

    with _services() as services:
        digest = preview(services, week)
    if as_json:
        _print_json(digest.to_json())
    else:
        Console(highlight=False).print(render_digest(digest))


@app.command()
def serve() -> None:
    """Run the bot: Socket Mode if SLACK_APP_TOKEN is set, otherwise HTTP on EVENHAND_PORT at /slack/events."""
    started_s = perf_counter()  # before what takes long to import
    from bot.slack.app import check_tokens
    from bot.slack.app import serve as run_bot

    logging.getLogger("bot").setLevel(logging.INFO)
    settings = load_settings()
    check_tokens(settings)
    with _services(settings) as services:
        asyncio.run(run_bot(services, started_s=started_s))


@app.command()
def demo() -> None:
    """Try everything on a sample corpus and a local Slack look-alike: no account, no key, nothing kept."""
    from bot.demo.run import run_demo

    asyncio.run(run_demo(Console(highlight=False)))


@app.command()
def doctor() -> None:
    """Check settings, data folder, models and tokens; each failure comes with its remedy."""
    from bot.doctor import checks, render_checks

    results = checks()
    Console(highlight=False).print(render_checks(results))
    if any(check.status == "fail" for check in results):
        raise typer.Exit(1)


@contextmanager
def _services(settings: Settings | None = None) -> Iterator["Services"]:
    from bot.services import open_services

    services = open_services(settings or load_settings())
    try:
        yield services
    finally:
        services.close()


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable))


def _jsonable(value: object) -> str:
    if isinstance(value, (date, datetime, Path)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _fail(error: object, *, code: int) -> None:
    print(f"evenhand: {shown(str(error))}", file=sys.stderr)
    sys.exit(code)
