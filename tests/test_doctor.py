"""Promises of the doctor: each thing that can be wrong is a line with its remedy, and no check brings it down."""

import asyncio
from contextlib import closing, nullcontext
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from bot.doctor import Check, checks, render_checks
from bot.playground.driver import Slack
from bot.services import open_services
from bot.settings import Settings
from store import Page
from store.catalog import Catalog
from tests.conftest import NOW, AddPage
from tests.test_cli import ARTICLE

NAMES = [
    "settings",
    "keyword search",
    "addresses",
    "embedding",
    "corpus",
    "feeds",
    "chat model",
    "Slack tokens",
    "digest",
]
TEXT = "The harbour council adopted an open model for its permits on Monday. It expects lower costs."


@pytest.fixture(autouse=True)
def _data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))


def check(name: str) -> Check:
    results = checks()
    assert [result.name for result in results] == NAMES
    return next(result for result in results if result.name == name)


def breaks(*_: Any, **__: Any) -> None:
    raise RuntimeError("disk 7")


def test_a_fresh_bot_is_told_what_it_still_needs() -> None:
    found = {result.name: (result.status, result.remedy) for result in checks()}
    assert {name for name, (status, _) in found.items() if status != "ok"} == {"corpus", "Slack tokens"}
    assert "evenhand ingest" in found["corpus"][1]
    assert "evenhand serve" in found["Slack tokens"][1]


def test_settings_that_cannot_be_used_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_PORT", "high")
    (only,) = checks()
    assert (only.name, only.status) == ("settings", "fail")
    assert "EVENHAND_PORT" in only.found


def test_an_env_file_in_another_encoding_is_a_line_too() -> None:
    Path(".env").write_bytes(b"EVENHAND_DIGEST_TOPICS=caf\xe9\n")
    (only,) = checks()
    assert (only.name, only.status) == ("settings", "fail")
    assert "UTF-8" in only.found


def test_a_misspelt_variable_in_the_env_file_is_named() -> None:
    Path(".env").write_text("EVENHAND_DIGEST_CHANEL=C1\n")
    found = check("settings")
    assert found.status == "warn"
    assert "EVENHAND_DIGEST_CHANEL" in found.found


@pytest.mark.parametrize(("options", "status"), [(["ENABLE_FTS5"], "ok"), (["ENABLE_FTS3"], "fail")])
def test_an_sqlite_without_keyword_search_is_found_out(
    options: list[str], status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Database(nullcontext["Database"]):
        def __init__(self) -> None:
            super().__init__(self)

        def close(self) -> None:
            """There is nothing to close."""

        def execute(self, _: str) -> list[tuple[str]]:
            return [(option,) for option in options]

    monkeypatch.setattr("bot.doctor.sqlite3", SimpleNamespace(connect=lambda _: Database(), sqlite_version="3.0"))
    found = check("keyword search")
    assert found.status == status
    assert bool(found.remedy) == (status == "fail")


def test_an_unforeseen_error_is_a_line_and_the_other_checks_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.embed.BundledEmbeddings.embed_query", breaks)
    found = check("embedding")
    assert (found.status, found.found) == ("fail", "RuntimeError")
    assert "report" in found.remedy


def test_settings_that_fail_unforeseen_are_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.load_settings", breaks)
    (only,) = checks()
    assert (only.name, only.status, only.found) == ("settings", "fail", "RuntimeError")


def test_a_data_folder_that_is_a_file_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    found = check("corpus")
    assert found.status == "fail"
    assert found.found


def test_a_corpus_is_counted(tmp_path: Path) -> None:
    article = tmp_path / "towns.txt"
    article.write_text(ARTICLE)
    with closing(open_services(Settings(data=tmp_path / "data"))) as services:
        assert [receipt.status for receipt in services.ingest.run([article])] == ["indexed"]
    found = check("corpus")
    assert found.status == "ok"
    assert "1 articles" in found.found


def test_vectors_that_are_missing_get_a_reindex(add_page: AddPage) -> None:
    add_page(TEXT)
    found = check("corpus")
    assert found.status == "fail"
    assert "evenhand reindex" in found.remedy


def test_articles_that_a_killed_run_left_are_counted_and_get_an_ingest(catalog: Catalog, add_page: AddPage) -> None:
    waiting = [catalog.add(Page(name, TEXT, TEXT), [], [], article_id=name, at=NOW) for name in ("a", "b")]
    found = check("corpus")
    assert found.status == "warn"
    assert "2 stored articles are not indexed yet" in found.found
    assert "evenhand ingest" in found.remedy
    catalog.mark_indexed(waiting)
    add_page(TEXT, origin="c")
    catalog.add(Page("d", TEXT, TEXT), [], [], article_id="d", at=NOW)
    assert "evenhand reindex" in check("corpus").remedy  # vectors are lost: that is worse


@pytest.mark.parametrize(
    ("model", "key", "status", "said"),
    [
        (None, None, "ok", "briefs quote only"),
        ("openai:scripted-1", "sk-mine", "ok", "it was not called"),
        ("openai:scripted-1", None, "fail", "OPENAI_API_KEY"),
        ("scripted-1", None, "fail", "PROVIDER:NAME"),
    ],
)
def test_the_chat_model_is_built_but_not_called(
    model: str | None, key: str | None, status: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if model is not None:
        monkeypatch.setenv("EVENHAND_MODEL", model)
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    found = check("chat model")
    assert found.status == status
    assert said in found.found
    assert "sk-mine" not in found.found + found.remedy


@pytest.mark.parametrize("mode", ["Socket Mode", "HTTP"])
async def test_tokens_that_slack_accepts_are_well(slack: Slack, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.bot_token)
    other = ("SLACK_APP_TOKEN", slack.app_token) if mode == "Socket Mode" else ("SLACK_SIGNING_SECRET", "hush")
    monkeypatch.setenv(*other)
    found = await asyncio.to_thread(check, "Slack tokens")
    assert (found.status, found.found) == ("ok", mode)


def test_mixed_up_tokens_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-swapped")
    found = check("Slack tokens")
    assert found.status == "fail"
    assert "SLACK_BOT_TOKEN" in found.found
    assert "swapped" not in found.found


def test_a_slack_that_cannot_be_reached_is_named_by_its_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/hush-hush/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-mine")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-mine")
    found = check("Slack tokens")
    assert found.status == "fail"
    assert "127.0.0.1:9" in found.found
    assert "hush-hush" not in found.found


@pytest.mark.parametrize(("channel", "said"), [("", "off"), ("C1", "C1, mon 09:00 UTC")])
def test_the_digests_channel_and_time_are_shown(channel: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DIGEST_CHANNEL", channel)
    found = check("digest")
    assert found.status == "ok"
    assert said in found.found


def test_the_report_shows_what_was_found_and_obeys_none_of_it() -> None:
    hostile = Check("settings", "fail", "data in [/] [red]x[/red]", "mend \x1b[2J:bug:")
    out = StringIO()
    Console(file=out, width=200, force_terminal=True, color_system=None, highlight=False).print(
        render_checks([hostile])
    )
    assert "data in [/] [red]x[/red]" in out.getvalue()
    assert ":bug:" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_hosts_that_are_excepted_from_the_guard_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check("addresses").found == "public websites are fetched"
    monkeypatch.setenv("EVENHAND_FETCH_ALLOW", "intranet.example")
    assert "intranet.example" in check("addresses").found
