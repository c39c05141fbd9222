"""Promises of a brief as a Slack message: readable, within every limit, whatever it holds."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from syrupy.assertion import SnapshotAssertion

from bot.brief.brief import Brief, Point
from bot.playground.limits import check_message
from bot.slack.blocks.brief import brief_message
from tests.slack import briefs

OWN_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>]*>")
FORMS = {
    "both sides": briefs.BOTH_SIDES,
    "one side": briefs.ONE_SIDE,
    "findings": briefs.FINDINGS,
    "not covered": briefs.NOT_COVERED,
    "too long": briefs.LONG,
}


def rendered(brief: Brief) -> tuple[list[dict[str, Any]], str]:
    """The blocks as they are sent; to_dict is what runs the SDK's own validation."""
    blocks, text = brief_message(brief)
    return [block.to_dict() for block in blocks], text


def markup_of(blocks: list[dict[str, Any]]) -> list[str]:
    """Every mrkdwn text in these blocks."""
    inside = [element for block in blocks for element in block.get("elements", [block.get("text")])]
    return [element["text"] for element in inside if element["type"] == "mrkdwn"]


@pytest.mark.parametrize("brief", FORMS.values(), ids=FORMS.keys())
def test_every_form_of_a_brief_looks_as_agreed(brief: Brief, snapshot: SnapshotAssertion) -> None:
    blocks, text = rendered(brief)
    assert blocks == snapshot(name="blocks")
    assert text.split("\n") == snapshot(name="text")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(briefs.any_brief)
def test_any_brief_fits_and_pings_nobody(brief: Brief) -> None:
    blocks, text = rendered(brief)
    assert check_message({"text": text, "blocks": blocks, "attachments": []}, is_update=True) is None
    assert len(blocks) <= 50
    assert len(json.dumps(blocks, ensure_ascii=False)) <= 12_000
    assert len(text.encode()) <= 4_000
    for markup in [*markup_of(blocks), text]:
        rest = OWN_LINK.sub("", markup)
        assert "<" not in rest
        assert not re.search(r"(?m)^(?!> )[^\n]*>", rest)
        assert all(line.startswith("> ") for line in rest.split("\n") if ">" in line)


@given(briefs.hostile_text)
def test_article_text_changes_nothing_around_it(text: str) -> None:
    brief = replace(
        briefs.BOTH_SIDES,
        points_for=(replace(briefs.BOTH_SIDES.points_for[0], quotes=(replace(briefs.BILL, text=text),)),),
    )
    blocks, _ = rendered(brief)
    point = next(block["text"]["text"] for block in blocks if "*1. Lower cost*" in str(block))
    head, said, origin = point.split("\n")
    assert head == "*1. Lower cost* · 2 independent sources"
    assert said.startswith("> ")
    assert origin == "> — the technology chief of a freight firm, in Harbour Ledger, 3 Nov 2025 [1]"


def test_a_recording_says_when_somebody_said_it() -> None:
    points = tuple(
        Point("Thin support", 1, (replace(briefs.CALLS, speaker=speaker, said_at="00:14:03"),))
        for speaker in ("Ada <!here> Fenn", None)
    )
    message = str(brief_message(replace(briefs.BOTH_SIDES, points_against=points)))
    assert "— Ada &lt;!here&gt; Fenn at 00:14:03, in " in message
    assert "— at 00:14:03, in " in message


def test_a_comparison_heads_its_columns_with_both_subjects() -> None:
    blocks, text = rendered(briefs.COMPARED)
    assert blocks[0]["text"]["text"] == "Open models or closed models"
    headings = [markup.split(" · ")[0] for markup in markup_of(blocks) if markup.startswith("*For ")]
    assert headings == ["*For open models*", "*For closed models*"]
    assert "Against" not in text


def test_the_side_asked_for_stands_first() -> None:
    blocks, _ = rendered(replace(briefs.BOTH_SIDES, side="against"))
    assert blocks[0]["text"]["text"] == "Open models: against and for"
    headings = [markup.split(" · ")[0] for markup in markup_of(blocks) if markup.startswith(("*For*", "*Against*"))]
    assert headings == ["*Against*", "*For*"]


def test_a_question_that_heads_its_brief_keeps_its_question_mark() -> None:
    blocks, _ = rendered(replace(briefs.BOTH_SIDES, topic="who pays, and why?"))
    assert blocks[0]["text"]["text"] == "Who pays, and why? For and against"


def test_slack_makes_links_of_nothing_by_itself() -> None:
    blocks, _ = rendered(briefs.BOTH_SIDES)
    texts = [element for block in blocks for element in block.get("elements", [block.get("text")])]
    assert all(element.get("verbatim") is True for element in texts if element["type"] == "mrkdwn")
    assert all(element.get("emoji") is False for element in texts if element["type"] == "plain_text")


def test_both_sides_are_cut_alike_and_the_reader_is_told() -> None:
    blocks, _ = rendered(replace(briefs.LONG, points_against=briefs.LONG.points_for))
    texts = "\n".join(markup_of(blocks))
    left_out = re.findall(r"and (\d+) more points", texts)
    assert len(left_out) == 2
    assert left_out[0] == left_out[1]


def test_a_long_quotation_is_cut_at_a_word_and_says_so() -> None:
    blocks, _ = rendered(briefs.LONG)
    against = next(text for text in markup_of(blocks) if "Thinner support" in text)
    assert re.search(r"[a-z.] …”\n> — Ida Lindqvist", against)


def test_every_number_of_a_source_shown_is_explained() -> None:
    for brief in FORMS.values():
        blocks, _ = rendered(brief)
        texts = "\n".join(markup_of(blocks))
        cited = set(re.findall(r"^> .*\[(\d+)\]$", texts, re.MULTILINE))
        assert cited <= set(re.findall(r"^\[(\d+)\] ", texts, re.MULTILINE))


def test_only_web_addresses_are_linked() -> None:
    blocks, _ = rendered(briefs.BOTH_SIDES)
    texts = "\n".join(markup_of(blocks))
    assert (
        "<https://harbour-ledger.example/freight?model=open&amp;page=2|Freight firm brings its model in house>" in texts
    )
    assert "javascript" not in texts
