"""A brief on a terminal says what the message in Slack says."""

import re
from dataclasses import replace

from rich.console import Console

from bot.brief.brief import Brief, Point, Quote, Source
from bot.brief.terminal import render_brief, source_line
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


def test_the_side_asked_for_is_read_first() -> None:
    lines = shown(replace(briefs.BOTH_SIDES, side="against")).splitlines()
    assert lines[0] == "Open models: against and for"
    assert headings_of(lines) == ["Against", "For"]


def test_nothing_in_a_brief_steers_the_terminal() -> None:
    steering = "\x1b]0;owned\x07\u202e"
    quotation = Quote(f"cheap{steering}", 1, f"Ada{steering}", 0, 5)
    source = Source(1, "a", steering, steering, steering, None, None, steering, None, steering)
    brief = Brief(
        question=steering,
        intent="findings",
        topic=steering,
        read_as=steering,
        takeaway=steering,
        engine="chat",
        findings=(Point(f"Lower{steering}", 2, (quotation, quotation)),),
        sources=(source,),
        not_covered=(steering,),
        notice=steering,
    )
    assert not re.search("[\x07\x1b\u202e]", shown(brief))


def test_a_source_without_an_address_is_named_by_its_file() -> None:
    source = Source(1, "a", "Ferry", "Ledger", None, None, None, None, None, "/home/ada/articles/ferry sold.txt")
    assert source_line(source).endswith(" — ferry sold.txt")
    assert source_line(replace(source, url="https://ledger.example/ferry")).endswith(" — https://ledger.example/ferry")
