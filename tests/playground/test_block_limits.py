"""Slack's limits of every kind of block, each just met and just exceeded."""

from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    MarkdownBlock,
    MarkdownTextObject,
    OverflowMenuElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import Option

from bot.playground.limits import check_message
from tests.playground.payloads import Json, actions, button, chart, mrkdwn, pie, plain, section, table


def refused(*blocks: Any, **content: Any) -> tuple[str, tuple[str, ...]]:
    refusal = check_message({"text": "x", "blocks": list(blocks), "attachments": [], **content})
    return ("ok", ()) if refusal is None else (refusal.error, refusal.messages)


AT_THE_LIMIT: list[Json] = [
    section("a" * 3000),
    section(fields=[mrkdwn("a" * 1000)] * 10),
    section(fields=[mrkdwn("a" * 2000)]),
    section(block_id="b" * 255),
    section(accessory=button()),
    {"type": "header", "text": plain("a" * 150)},
    {"type": "divider"},
    {"type": "markdown", "text": "a" * 12_000},
    actions(*[button(action_id=f"go{number}") for number in range(25)]),
    actions(button(value="v" * 2000, action_id="i" * 255, text=plain("t" * 75))),
    {"type": "context", "elements": [mrkdwn("x")] * 10},
    {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Drop")}] * 5},
    {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"},
    table(100, 20),
    chart(),
    pie(6),
    {"type": "card", "body": mrkdwn("a" * 200)},
    {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("Story")}] * 10},
    {"type": "task_card", "task_id": "t1", "title": "Search", "status": "in_progress"},
    {
        "type": "plan",
        "title": "Steps",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "a", "status": "error"}],
    },
    {"type": "alert", "text": mrkdwn("Careful"), "level": "warning"},
    {"type": "container", "title": plain("All"), "child_blocks": [section()] * 10},
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]}
        ],
    },
]


@pytest.mark.parametrize("block", AT_THE_LIMIT, ids=lambda block: block["type"])
def test_a_block_at_its_limits_is_taken(block: Json) -> None:
    assert refused(block) == ("ok", ())


BEYOND: list[tuple[str, Json, str]] = [
    ("section text", section("a" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ("empty text", section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("fields", section(fields=[mrkdwn("x")] * 11), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (
        "field",
        section(fields=[mrkdwn("a" * 2001)]),
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    ("block id", section(block_id="b" * 256), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    (
        "header text",
        {"type": "header", "text": plain("a" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        "header in mrkdwn",
        {"type": "header", "text": mrkdwn("a")},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (
        "markdown",
        {"type": "markdown", "text": "a" * 12_001},
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    (
        "actions",
        actions(*[button(action_id=f"go{number}") for number in range(26)]),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "button text",
        actions(button(text=plain("t" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        "button value",
        actions(button(value="v" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        "action id",
        actions(button(action_id="i" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        "context",
        {"type": "context", "elements": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "context actions",
        {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Drop")}] * 6},
        "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ),
    ("unknown type", {"type": "poster"}, "unsupported type: poster [json-pointer:/blocks/0/type]"),
    ("missing text", {"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"),
    ("missing header", {"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
    ("unknown field", section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    ("table rows", table(101), "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ("table cells", table(1, 21), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    (
        "chart title",
        chart() | {"title": "a" * 51},
        "must be less than 51 characters [json-pointer:/blocks/0/title]",
    ),
    ("segments", pie(7), "no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]"),
    ("empty slice", pie(1, 0), "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]"),
    (
        "series",
        chart(series=[{"name": f"s{n}", "data": [{"label": "Mon", "value": 1}]} for n in range(7)]),
        "no more than 6 items allowed [json-pointer:/blocks/0/chart/series]",
    ),
    (
        "one value a category",
        chart(series=[{"name": "For", "data": [{"label": "Mon", "value": 1}]}]),
        "must have one data point per category, in order [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    (
        "categories",
        chart(axis_config={"categories": [f"c{number}" for number in range(21)]}),
        "no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]",
    ),
    (
        "chart label",
        chart(axis_config={"categories": ["c" * 21]}),
        "must be less than 21 characters [json-pointer:/blocks/0/chart/axis_config/categories/0]",
    ),
    (
        "card body",
        {"type": "card", "body": mrkdwn("a" * 201)},
        "must be less than 201 characters [json-pointer:/blocks/0/body/text]",
    ),
    (
        "carousel",
        {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("x")}] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "task status",
        {"type": "task_card", "task_id": "t", "title": "x", "status": "done"},
        "must be one of: complete, error, in_progress, pending [json-pointer:/blocks/0/status]",
    ),
    (
        "feedback outside its block",
        actions({"type": "feedback_buttons"}),
        "unsupported type: feedback_buttons [json-pointer:/blocks/0/elements/0/type]",
    ),
]


@pytest.mark.parametrize(("block", "message"), [case[1:] for case in BEYOND], ids=[case[0] for case in BEYOND])
def test_a_block_beyond_a_limit_is_refused_with_its_place(block: Json, message: str) -> None:
    error, messages = refused(block)
    assert error == "invalid_blocks"
    assert message in messages


def test_what_the_sdk_builds_is_taken() -> None:
    option = Option(text="Monday", value="mon")
    blocks = [
        HeaderBlock(text="Open models"),
        SectionBlock(text="*For*", fields=["one", MarkdownTextObject(text="two")], block_id="for"),
        DividerBlock(),
        ContextBlock(elements=[MarkdownTextObject(text="Newest article 12 Nov 2025")]),
        ActionsBlock(
            elements=[
                ButtonElement(text="Show all", action_id="all", value="1", style="primary"),
                StaticSelectElement(placeholder="Day", options=[option], initial_option=option, action_id="day"),
                OverflowMenuElement(options=[option], action_id="more"),
            ]
        ),
        MarkdownBlock(text="**bold**"),
        ContextActionsBlock(
            elements=[
                FeedbackButtonsElement(
                    action_id="feedback",
                    positive_button=FeedbackButtonObject(text="Good", value="up"),
                    negative_button=FeedbackButtonObject(text="Bad", value="down"),
                )
            ]
        ),
    ]
    assert refused(*[block.to_dict() for block in blocks]) == ("ok", ())
