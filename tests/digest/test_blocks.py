"""Promises of a digest as a Slack message: readable, within every limit, whatever it holds."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.brief.brief import Brief, Source
from bot.digest.digest import Digest, DigestStory, TopicPoints
from bot.playground.limits import check_message
from bot.slack.blocks.digest import digest_message
from tests.digest.news import digest, source
from tests.slack import briefs

OWN_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>]*>")


def rendered(shown: Digest) -> tuple[list[dict[str, Any]], str]:
    """The blocks as they are sent; to_dict is what runs the SDK's own validation."""
    blocks, text = digest_message(shown)
    return [block.to_dict() for block in blocks], text


def fits(blocks: list[dict[str, Any]], text: str) -> bool:
    return check_message({"text": text, "blocks": blocks, "attachments": []}, is_update=True) is None


def test_a_digest_shows_its_week_stories_new_arguments_coverage_and_sources() -> None:
    blocks, text = rendered(digest())

    assert blocks[0] == {
        "type": "header",
        "text": {"type": "plain_text", "text": "The week 10–16 November 2025", "emoji": False},
    }
    shown = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    said = "> “The old ferry was sold on Tuesday.”\n> — The a, 11 Nov 2025 [1]"
    assert shown == [
        "*Top stories*",
        f"*1. The old ferry was sold on Tuesday.* · 2 independent sources · developing\n{said}\n{said}",
        "*New arguments: open models*",
        f"For:\n{said}",
        f"Against: *Thinner support*\n{said}",
        "• 1 article by 1 publisher.",
    ]
    assert blocks[-1]["elements"][0]["text"] == "[1] The old ferry was sold on Tuesday., The a, 11 Nov 2025"
    assert text.startswith("*The week 10–16 November 2025*\n\n*Top stories*")


def test_an_empty_digest_says_what_its_coverage_says() -> None:
    blocks, _ = rendered(Digest("2025-W51", (), (TopicPoints("open models"),), ("No article.",), ()))

    assert [block["type"] for block in blocks] == ["header", "section"]
    assert blocks[1]["text"]["text"] == "• No article."


def test_a_title_becomes_a_link_only_where_the_address_is_a_web_address() -> None:
    made = replace(digest(), sources=(source("a", url="https://a.example/x?y=1&z=2"), source("b", 2, url="file:///b")))

    blocks, _ = rendered(made)

    lines = blocks[-1]["elements"][0]["text"].split("\n")
    assert lines[0].startswith("[1] <https://a.example/x?y=1&amp;z=2|Title of a>")
    assert lines[1].startswith("[2] Title of b, The b")


@pytest.mark.parametrize("letter", ["x", "&", "\U0001f6a2", "long word "])
def test_a_digest_of_any_length_keeps_its_stories_and_fits(letter: str) -> None:
    made = digest(text=letter * 3_000, stories=5)
    topics = tuple(
        replace(made.new_points[0], topic=f"topic {n}", points_for=made.new_points[0].points_for * 9) for n in range(9)
    )

    blocks, text = rendered(replace(made, new_points=topics, coverage=("A line of coverage. " * 9,) * 20))

    assert fits(blocks, text)
    assert sum(bool(re.match(r"\*\d\. ", block.get("text", {}).get("text", ""))) for block in blocks) >= 4


def _digest_of(brief: Brief, week: str) -> Digest:
    """A digest with whatever a brief can hold."""
    stories = tuple(
        DigestStory(point.headline, point.quotes, ("a",), point.independent_sources, "developing")
        for point in brief.findings
    )
    topics = (TopicPoints(brief.topic, brief.points_for, brief.points_against),) * 2
    known = brief.sources or (briefs.LEDGER,)
    sources: tuple[Source, ...] = tuple(replace(known[n % len(known)], number=n) for n in range(1, 61))
    return Digest(week, stories, topics, brief.not_covered, sources)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.builds(_digest_of, briefs.any_brief, st.sampled_from(["2025-W46", "2026-W01"])))
def test_any_digest_fits_and_pings_nobody(made: Digest) -> None:
    blocks, text = rendered(made)

    assert fits(blocks, text)
    assert len(blocks) <= 50
    shown = [element["text"] for block in blocks for element in block.get("elements", [block.get("text")])]
    for markup in [*shown[1:], text]:
        rest = OWN_LINK.sub("", markup)
        assert "<" not in rest
        assert all(line.startswith("> ") for line in rest.split("\n") if ">" in line)
    assert json.dumps(blocks)
