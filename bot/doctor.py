"""`evenhand doctor`: everything that can be set wrong is looked at, and each failure names its remedy."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from pydantic import SecretStr
from rich.table import Table
from rich.text import Text

from bot.settings import Settings, load_settings, unknown_variables
from bot.terminal import shown
from store import EvenhandError

Status = Literal["ok", "warn", "fail"]
_FEEDS_NAMED = 5


@dataclass(frozen=True)
class Check:
    """One line of the doctor's report. `remedy` says what to do where the status is not ok."""

    name: str
    status: Status
    found: str
    remedy: str = ""


def checks() -> list[Check]:
    """Look at settings, data folder, models and tokens. Never raises; a failed check is a line like the others."""
    try:
        settings = load_settings()
    except EvenhandError as error:
        return [Check("settings", "fail", str(error), "see the message")]
    except Exception as error:  # noqa: BLE001  (the doctor is for what nobody foresaw)
        return [_unforeseen("settings", error)]
    looked_at: list[tuple[str, Callable[[Settings], Check]]] = [
        ("settings", _settings),
        ("keyword search", _fts5),
        ("addresses", _addresses),
        ("embedding", _embedding),
        ("corpus", _corpus),
        ("feeds", _feeds),
        ("chat model", _chat_model),
        ("Slack tokens", _tokens),
        ("digest", _digest),
    ]
    results = []
    for name, check in looked_at:
        try:
            results.append(check(settings))
        except EvenhandError as error:
            results.append(Check(name, "fail", str(error), "see the message"))
        except Exception as error:  # noqa: BLE001  (as above)
            results.append(_unforeseen(name, error))
    return results


def render_checks(results: Sequence[Check]) -> Table:
    """The report for the terminal."""
    colours = {"ok": "green", "warn": "yellow", "fail": "red"}
    table = Table("Check", "", "Found", "What to do", box=None, header_style="bold")
    for check in results:
        status = Text(check.status, style=colours[check.status])
        table.add_row(check.name, status, Text(shown(check.found)), Text(shown(check.remedy)))
    return table


def _unforeseen(name: str, error: Exception) -> Check:
    return Check(name, "fail", type(error).__name__, "this is a bug: please report it")


def _settings(settings: Settings) -> Check:
    if unknown := unknown_variables():
        return Check("settings", "warn", f"nothing reads {', '.join(unknown)}", "correct the spelling or remove them")
    return Check("settings", "ok", f"data in {settings.data}")


def _fts5(_settings: Settings) -> Check:
    with sqlite3.connect(":memory:") as db:
        names = {row[0] for row in db.execute("PRAGMA compile_options")}
    db.close()
    if "ENABLE_FTS5" not in names:
        return Check("keyword search", "fail", "this Python's SQLite has no FTS5", "use a Python built with FTS5")
    return Check("keyword search", "ok", f"SQLite {sqlite3.sqlite_version} with FTS5")


def _addresses(settings: Settings) -> Check:
    also = f", and {', '.join(sorted(settings.fetch_allow))} (EVENHAND_FETCH_ALLOW)" if settings.fetch_allow else ""
    return Check("addresses", "ok", f"public websites are fetched{also}")


def _embedding(_settings: Settings) -> Check:
    from store.embed import BundledEmbeddings  # noqa: PLC0415  (loads ONNX Runtime)

    embeddings = BundledEmbeddings()
    embeddings.embed_query("ready?")
    return Check("embedding", "ok", embeddings.name)


def _corpus(settings: Settings) -> Check:
    from bot.services import open_services  # noqa: PLC0415  (loads Chroma)
    from store.search import FINISH_INDEXING, not_indexed_yet  # noqa: PLC0415  (as above)

    services = open_services(settings.model_copy(update={"model": None}))
    try:
        # The catalog first: a run of ingest stores vectors before it says so.
        articles, passages = services.catalog.count(), services.catalog.passage_count()
        waiting, vectors = len(services.catalog.not_indexed()), services.index.count()
        newest, going = services.catalog.newest(), services.catalog.gone_count()
    finally:
        services.close()
    if articles == waiting == 0:
        return Check("corpus", "warn", "no article yet", "run: evenhand ingest FOLDER")
    if vectors < passages or (vectors > passages + going and not waiting):
        return Check("corpus", "fail", f"{passages} passages but {vectors} vectors", "run: evenhand reindex")
    found = f"{articles} articles, {passages} passages, newest {newest or 'undated'}"
    if waiting:
        return Check("corpus", "warn", f"{found}; {not_indexed_yet(waiting)}", FINISH_INDEXING)
    return Check("corpus", "ok", found)


def _feeds(settings: Settings) -> Check:
    from store.catalog import Catalog  # noqa: PLC0415  (loads SQLAlchemy)
    from store.feeds.book import feed_health  # noqa: PLC0415  (as above)

    catalog = Catalog(settings.data / "catalog.sqlite")
    try:
        health = feed_health(catalog.engine, datetime.now(UTC))
    finally:
        catalog.close()
    if not health:
        return Check("feeds", "ok", "none is followed")
    found = f"{len(health)} followed, every {settings.feed_minutes:g} minutes"
    ill = [one for one in health if one.needs_attention]
    if not ill:
        return Check("feeds", "ok", found)
    named = "; ".join(f"{one.title or one.url} is {one.state}{_since(one.last_success)}" for one in ill[:_FEEDS_NAMED])
    more = f"; and {len(ill) - _FEEDS_NAMED} more" if len(ill) > _FEEDS_NAMED else ""
    remedy = "see: evenhand feeds list; correct the address, or: evenhand feeds remove URL"
    return Check("feeds", "warn", f"{found}: {named}{more}", remedy)


def _since(last_success: datetime | None) -> str:
    return f" (answered last {last_success:%Y-%m-%d})" if last_success else " (never answered)"


def _chat_model(settings: Settings) -> Check:
    if settings.model is None:
        return Check("chat model", "ok", "none set: briefs quote only")
    from bot.brief.engines.chat import build_chat_model  # noqa: PLC0415  (seconds to load)

    build_chat_model(settings)
    return Check("chat model", "ok", f"{settings.model} can be loaded; it was not called")


def _tokens(settings: Settings) -> Check:
    from bot.slack.tokens import check_tokens  # noqa: PLC0415  (loads Slack's SDK)

    tokens: tuple[SecretStr | None, ...] = (
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.slack_signing_secret,
    )
    if not any(tokens):
        return Check("Slack tokens", "warn", "none set", "needed for: evenhand serve; see README, Slack")
    check_tokens(settings)
    return Check("Slack tokens", "ok", "Socket Mode" if settings.slack_app_token else "HTTP")


def _digest(settings: Settings) -> Check:
    if settings.digest_channel is None:
        return Check("digest", "ok", "off: EVENHAND_DIGEST_CHANNEL is not set")
    when = f"{settings.digest_weekday} {settings.digest_time} {settings.digest_time_zone}"
    return Check("digest", "ok", f"{settings.digest_channel}, {when}")
