"""Promises of `evenhand feeds`, of the doctor's line on feeds and of polling while the bot serves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digest.schedule import DigestSchedule
from bot.doctor import Check, checks
from bot.feeds.polling import DuePolls
from bot.services import Services
from bot.settings import Settings
from store import FixSetup
from store.catalog import Catalog
from store.feeds.book import Answered, FeedBook
from store.feeds.fetcher import Fetcher
from tests.conftest import NOW
from tests.digest.news import Clock
from tests.store.feeds.site import LONG, item, rss, running_site
from tests.store.feeds.test_opml import OPML
from tests.test_cli import as_json, evenhand

QUAY = "https://quay.example/rss"


def listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json(evenhand("feeds", "list", "--json"))
    return found


def test_a_feed_is_followed_until_it_is_removed() -> None:
    done = evenhand("feeds", "add", QUAY, "javascript:x", QUAY)
    assert done.returncode == 1
    assert done.stdout.split("\n")[0] == f"added      {QUAY}"
    assert done.stdout.split("\n")[2] == f"known      {QUAY}"
    assert "refused    javascript:x: " in done.stdout
    (feed,) = listed()
    assert {name: feed[name] for name in ("url", "state", "last_success", "last_error", "articles")} == {
        "url": QUAY,
        "state": "never",
        "last_success": None,
        "last_error": None,
        "articles": 0,
    }
    assert QUAY in evenhand("feeds", "list", COLUMNS="200").stdout
    assert evenhand("feeds", "remove", QUAY).returncode == 0
    assert listed() == []
    assert evenhand("feeds", "remove", QUAY).returncode == 2
    assert "feeds add" in evenhand("feeds", "list").stdout


def test_a_list_of_feeds_goes_in_and_comes_out(tmp_path: Path) -> None:
    (tmp_path / "in.opml").write_text(OPML)
    done = evenhand("feeds", "import", tmp_path / "in.opml")
    assert done.returncode == 1
    assert "1 added, 0 known, 1 refused" in done.stdout
    (tmp_path / "out.opml").write_text(evenhand("feeds", "export").stdout)
    again = evenhand("feeds", "import", tmp_path / "out.opml")
    assert (again.returncode, again.stdout) == (0, "0 added, 1 known, 0 refused\n")
    assert evenhand("feeds", "import", tmp_path / "none.opml").stderr.count("\n") == 1


def test_a_password_in_an_address_is_refused() -> None:
    assert evenhand("feeds", "add", "https://me:secret@h.example/feed").returncode == 2
    assert listed() == []


@pytest.mark.parametrize(
    ("failures", "newest_days", "status", "named"),
    [
        (0, 1, "ok", "1 followed"),
        (0, 60, "warn", "Quay is stale"),
        (1, 1, "ok", "1 followed"),
        (3, 1, "warn", "failing"),
    ],
)
def test_the_doctor_names_feeds_that_need_somebody(
    failures: int, newest_days: int, status: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(Path.cwd() / "data"))
    now = datetime.now(UTC)
    catalog = Catalog(Path.cwd() / "data" / "catalog.sqlite")
    book = FeedBook(catalog.engine)
    book.add(QUAY, at=now)
    answered = Answered("Quay", None, None, None, now - timedelta(days=newest_days), None)
    book.succeeded(book.all()[0], answered, at=now, next_poll=now)
    for _ in range(failures):
        book.failed(book.all()[0], "the server answered 503", at=now, next_poll=now)
    catalog.close()
    found: Check = next(check for check in checks() if check.name == "feeds")
    assert (found.status, named in found.found) == (status, True)
    assert ("feeds remove" in found.remedy) == (status == "warn")


async def test_due_feeds_are_polled_and_others_left_alone(services: Services) -> None:
    async with running_site() as site:
        site.pages |= {"due": rss(item(whole=LONG)), "later": rss(item(whole=LONG))}
        book = FeedBook(services.catalog.engine)
        book.add(site.base + "due", at=NOW)
        book.add(site.base + "later", at=NOW + timedelta(hours=1))

        @asynccontextmanager
        async def fetching(_: Settings) -> AsyncIterator[Fetcher]:
            yield site.fetcher

        polls = DuePolls(services, fetching)
        await asyncio.gather(polls(), polls())
        assert site.fetcher.asked == ["due"]
        await polls()
        assert site.fetcher.asked == ["due"]
        first = book.health(NOW)[0]
        assert (first.title, first.articles, first.state) == ("Harbour Ledger", 1, "ok")
        assert NOW + timedelta(minutes=30) <= first.next_poll <= NOW + timedelta(minutes=33)


async def test_a_look_at_the_feeds_that_fails_is_logged_and_raises_nothing(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    @asynccontextmanager
    async def nothing(_: Settings) -> AsyncIterator[Fetcher]:
        raise FixSetup("This build cannot fetch.")
        yield

    FeedBook(services.catalog.engine).add(QUAY, at=NOW)
    await DuePolls(services, nothing)()
    assert "cannot fetch" in caplog.text


async def test_other_work_runs_beside_the_digest_and_stops_with_it(catalog: Catalog) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def no_digest(_channel: str, _due: datetime) -> None:
        raise AssertionError

    schedule = DigestSchedule(catalog.engine, no_digest, now=Clock(NOW))
    schedule.start(None)
    schedule.also(work, every=timedelta(seconds=0.05))
    async with asyncio.timeout(5):
        await begun.wait()
        await schedule.stop()
    assert ended.is_set()
