"""The command line: `evenhand …`. Exit codes: 0 done, 1 failed, 2 used wrongly."""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console

from bot.feeds.commands import feeds_app
from bot.output import print_what_can_be_printed, prints_all_letters, why_unwritten
from bot.progress import ProgressBar
from bot.settings import Settings, load_settings
from bot.terminal import shown
from store import EvenhandError, FixSetup
from store.characters import characters_only

if TYPE_CHECKING:
    from bot.services import Services
    from store.catalog import Filters

app = typer.Typer(
    help="Both sides of AI-strategy news, every point a checked quotation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
digest_app = typer.Typer(help="The weekly digest.", no_args_is_help=True)
app.add_typer(digest_app, name="digest")
app.add_typer(feeds_app, name="feeds")

INTERRUPTED = 130
"""The exit code that typer makes of Ctrl-C."""


def _readable(argument: str | None) -> str | None:
    """An argument fit to be looked up and printed, whatever bytes the shell passed."""
    return None if argument is None else characters_only(argument)


JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
SinceOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles from this day on.")]
UntilOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only articles up to this day.")]
PublisherOption = Annotated[str | None, typer.Option(help="Only this publisher or agency.", callback=_readable)]


def main() -> None:
    """Run the command; turn every expected problem into one line that says what to do."""
    print_what_can_be_printed()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        _run()
    except (SystemExit, OSError) as error:
        if why := why_unwritten(failed=isinstance(error, OSError)):
            _fail(f"The output cannot be written ({why}); give it another place.", code=1)
        raise


def _run() -> None:
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
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders of them and addresses (https://…); - is standard input. Articles: .txt .md .html .pdf "
            ".eml. Several in one: .mbox .json .jsonl .zip, and .gz of any."
        ),
    ],
    as_json: JsonOption = False,
    fields: Annotated[
        str,
        typer.Option(
            "--map",
            metavar="FACT=FIELD,…",
            help="Where JSON keeps text, title, published, url, author, publisher, agency and language, if not under "
            "a usual name: --map text=body,author=meta.writer",
            callback=_readable,
        ),
    ] = "",
) -> None:
    """Take articles in. Doing it twice changes nothing.

    Example: evenhand ingest articles/ saved-page.html newsletters.mbox https://news.example/story
    """
    from bot.addresses import with_fetched
    from store.readers import FieldMapping
    from store.waiting import Receipt

    mapping = FieldMapping.parse(fields)
    receipts = []
    counts = dict.fromkeys(("indexed", "unchanged", "copy", "refused"), 0)
    with _services() as services, ProgressBar("files", stdout_is_data=as_json) as bar:

        def tell(receipt: Receipt) -> None:
            counts[receipt.status] += 1
            if as_json:
                receipts.append(asdict(receipt))
            else:
                bar.say(receipt.line())

        for receipt in services.ingest.run(with_fetched(sources, services.settings, tell), bar, fields=mapping):
            tell(receipt)
    if as_json:
        _print_json({"sources": receipts, **counts})
    else:
        print(", ".join(f"{count} {status}" for status, count in counts.items()))
    if not any(counts.values()):
        raise EvenhandError("No files there; name files, folders with articles or addresses (evenhand ingest --help).")
    if counts["refused"]:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="As you would ask a colleague.", callback=_readable)],
    as_json: JsonOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    publisher: PublisherOption = None,
    engine: Annotated[
        Literal["extractive", "chat"] | None, typer.Option(help="Default: chat if a model is set.")
    ] = None,
) -> None:
    """Answer a question from the corpus.

    Example: evenhand ask "What are the arguments for and against open models?" --since 2025-10-01
    """
    from bot.brief.terminal import render_brief

    if not question.strip():
        raise FixSetup('The question is empty; ask one, such as: evenhand ask "Pros and cons of export controls?"')
    filters = _filters(since, until, None)
    with _services() as services:
        filters = replace(filters, publisher=_stored_publisher(publisher, services.catalog.publishers()))
        brief = services.conversation.ask(question, filters=filters, engine=engine)
    if as_json:
        _print_json(brief.to_json())
    else:
        Console(highlight=False).print(render_brief(brief))


@app.command()
def sources(
    as_json: JsonOption = False,
    publisher: PublisherOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    copies: Annotated[bool, typer.Option("--copies", help="Only articles with copies, and copies.")] = False,
    undated: Annotated[bool, typer.Option("--undated", help="Only articles that state no date.")] = False,
    search: Annotated[
        str | None, typer.Option(help="Only articles with this word, or words in a row.", callback=_readable)
    ] = None,
) -> None:
    """List the stored articles: titles, publishers, dates and where each fact was read.

    Example: evenhand sources --publisher "Harbour Ledger" --since 2025-11-01 --search ferry
    """
    from bot.sources import Wanted, article_json, article_table, list_articles

    filters = _filters(since, until, publisher)
    with _services() as services:
        found = list(list_articles(services.catalog, Wanted(filters, copies, undated, search)))
    if as_json:
        _print_json([article_json(article, own) for article, own in found])
    else:
        Console(highlight=False).print(article_table([article for article, _ in found]))


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="An id, its beginning, an origin or an address.", callback=_readable)],
    as_json: JsonOption = False,
) -> None:
    """Show one article: its page with furniture struck out, where each fact was read, copies and versions.

    Example: evenhand show 3fa2
    """
    from bot.show import find_article, render_article, show_json

    with _services() as services:
        found = find_article(services.catalog, article)
    if as_json:
        _print_json(show_json(found))
    else:
        Console(highlight=False).print(render_article(found))


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


def _stored_publisher(name: str | None, publishers: list[str]) -> str | None:
    """The publisher of this name. Raises FixSetup with near names where articles are stored, and none of this one."""
    from bot.brief.asking.publishers import publisher_called, publishers_like

    if name is None or not publishers:
        return name
    if called := publisher_called(name, publishers):
        return called
    near = publishers_like(name, publishers)
    meant = f"did you mean {' or '.join(near)}?" if near else "evenhand sources lists them."
    raise FixSetup(f"No article by the publisher “{name}” is stored; {meant}")


def _filters(since: datetime | None, until: datetime | None, publisher: str | None) -> "Filters":
    from store.catalog import Filters

    if since and until and since > until:
        raise FixSetup(f"--since {_day(since)} is later than --until {_day(until)}; swap the two days.")
    return Filters(_day(since), _day(until), publisher)


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=not prints_all_letters(), indent=2, default=_jsonable))


def _jsonable(value: object) -> str:
    if isinstance(value, (date, datetime, Path)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _fail(error: object, *, code: int) -> None:
    print(f"evenhand: {shown(str(error))}", file=sys.stderr)
    sys.exit(code)
