import io

import pytest
from rich.console import Console

from bot.digest.digest import Digest
from bot.digest.preview import preview
from bot.digest.terminal import render_digest
from bot.services import Services
from store import EvenhandError
from tests.conftest import AddPage
from tests.digest.news import digest, on

TEXT = "The harbour council adopted an open model for its permits on Monday. It expects lower costs."


def printed(shown: Digest) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(render_digest(shown))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_preview_shows_the_week_that_was_asked_for(services: Services, add_page: AddPage) -> None:
    article_id = add_page(TEXT, published=on(11), title="Council adopts open model", publisher="Harbour Ledger")

    shown = preview(services, "2025-W46")

    assert [story.articles for story in shown.stories] == [(article_id,)]
    assert "Council adopts open model" in printed(shown)


def test_without_a_week_the_preview_shows_the_last_full_one(services: Services) -> None:
    assert preview(services).week == "2025-W46"  # the tests' clock stands on Thursday, 20 November 2025


def test_a_preview_of_no_week_says_how_to_write_one(services: Services) -> None:
    with pytest.raises(EvenhandError, match="2025-W46"):
        preview(services, "51")


def test_a_preview_posts_nothing_and_leaves_no_trace(services: Services, add_page: AddPage) -> None:
    add_page(TEXT, published=on(11))

    assert preview(services, "2025-W46") == preview(services, "2025-W46")


def test_the_terminal_shows_stories_arguments_coverage_and_sources() -> None:
    lines = printed(digest()).splitlines()

    assert lines[0].rstrip() == "The week 10–16 November 2025 (2025-W46)"
    shown = " ".join(" ".join(lines).split())
    assert "1. The old ferry was sold on Tuesday. · 2 independent sources · developing" in shown
    assert "“The old ferry was sold on Tuesday.” The a, 2025-11-11 [1]" in shown
    assert "New arguments: open models For: “The old ferry" in shown
    assert "Against: Thinner support" in shown
    assert "1 article by 1 publisher." in shown
    assert "[1] The old ferry was sold on Tuesday., The a, 2025-11-11" in shown


def test_article_text_is_no_markup_in_the_terminal_and_steers_it_nowhere() -> None:
    assert "[bold red]ferry[/]" in printed(digest(text="The [bold red]ferry[/] sank."))
    assert "\x1b" not in printed(digest(text="The \x1b[2Jferry sank."))
