"""A brief on a terminal says what the message in Slack says."""

import re

from rich.console import Console

from bot.brief.brief import Brief
from bot.brief.terminal import render_brief
from tests.slack import briefs


def shown(brief: Brief) -> str:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(render_brief(brief))
    return capture.get()


def headings_of(lines: list[str]) -> list[str]:
    return [line.split(" (")[0] for line in lines if re.match(r"(?:For|Against)\b.* \(\d+ point", line)]


def test_a_brief_is_headed_by_its_topic_and_both_sides() -> None:
    lines = shown(briefs.BOTH_SIDES).splitlines()
    assert lines[0] == "Open models: for and against"
    assert headings_of(lines) == ["For", "Against"]


def test_a_comparison_is_headed_by_both_subjects() -> None:
    lines = shown(briefs.COMPARED).splitlines()
    assert lines[0] == "Open models or closed models"
    assert headings_of(lines) == ["For open models", "For closed models"]
