"""Slack's limits, each just met and just exceeded; and any JSON at all without a crash."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
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
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.block_kit import BLOCKS
from bot.playground.driver import Slack
from bot.playground.limits import check_message, check_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "go", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def chart(**more: Any) -> Json:
    series = [{"name": "For", "data": [{"label": "Mon", "value": 3}, {"label": "Tue", "value": -1.5}]}]
    line = {"type": "line", "series": series, "axis_config": {"categories": ["Mon", "Tue"]}}
    return {"type": "data_visualization", "title": "Points a day", "chart": line | more}


def pie(count: int, value: float = 1) -> Json:
    segments = [{"label": f"s{number}", "value": value} for number in range(count)]
    return {"type": "data_visualization", "title": "Shares", "chart": {"type": "pie", "segments": segments}}


def table(rows: int, columns: int = 2) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


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


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": "a" * 40_001}, "msg_too_long"),
        ({"text": "é" * 20_001}, "msg_too_long"),
        ({"text": "a" * 40_000}, "ok"),
        ({"text": "", "blocks": [section()]}, "ok"),
        ({"blocks": [section()] * 50}, "ok"),
        ({"blocks": [section()] * 51}, "invalid_blocks"),
        ({"blocks": [section(block_id="same"), section(block_id="same")]}, "invalid_blocks"),
        ({"blocks": [{"type": "markdown", "text": "a" * 6001}] * 2}, "msg_blocks_too_long"),
        ({"blocks": [section("a" * 2600)] * 5}, "ok"),
        ({"blocks": [section("a" * 2601)] * 5}, "msg_blocks_too_long"),
        ({"blocks": [table(1), table(1)]}, "invalid_blocks"),
        ({"blocks": [chart(), pie(2)]}, "ok"),
        ({"blocks": [chart(), pie(2), pie(3)]}, "invalid_blocks"),
        ({"blocks": "not a list"}, "invalid_blocks"),
        ({"blocks": [None]}, "invalid_blocks"),
        ({"blocks": [{}]}, "invalid_blocks"),
    ],
)
def test_a_message_is_judged_as_a_whole(content: Json, error: str) -> None:
    refusal = check_message({"text": "x", "blocks": [], "attachments": []} | content)
    assert (refusal.error if refusal else "ok") == error


def test_an_update_takes_four_thousand_bytes_of_text() -> None:
    assert check_message({"text": "é" * 2000}, is_update=True) is None
    refusal = check_message({"text": "é" * 2001}, is_update=True)
    assert refusal is not None
    assert refusal.error == "msg_too_long"


def modal(**more: Any) -> Json:
    return {"type": "modal", "title": plain("Digest"), "blocks": [section()], **more}


ASK: Json = {"type": "input", "label": plain("Topic"), "element": {"type": "plain_text_input"}}


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (modal(), None),
        (modal(title=plain("a" * 24), submit=plain("a" * 24), blocks=[ASK] * 100), None),
        ({"type": "home", "blocks": [section()] * 100}, None),
        (modal(title=plain("a" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (modal(close=plain("a" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
        (modal(blocks=[section()] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (modal(private_metadata="m" * 3001), "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        (modal(callback_id="m" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (modal(blocks=[ASK]), "missing required field: submit [json-pointer:/view]"),
        (
            modal(blocks=[{"type": "markdown", "text": "x"}]),
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
        ({"type": "page", "blocks": []}, "unsupported type: page [json-pointer:/view/type]"),
        ("view", "must be an object [json-pointer:/view]"),
    ],
)
def test_a_view_has_limits_of_its_own(view: Any, message: str | None) -> None:
    refusal = check_view(view)
    if message is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert refusal.error == "invalid_arguments"
        assert message in refusal.messages


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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(sorted(BLOCKS)),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "fields", "chart", "rows", "block_id"]), children
        )
    ),
    max_leaves=12,
)
almost_blocks = st.fixed_dictionaries(
    {"type": st.sampled_from([*sorted(BLOCKS), "poster"])},
    optional=dict.fromkeys(
        [
            "text",
            "fields",
            "elements",
            "accessory",
            "element",
            "label",
            "rows",
            "chart",
            "title",
            "tasks",
            "child_blocks",
        ],
        json_values,
    ),
)


@given(blocks=st.lists(almost_blocks, max_size=4) | json_values, text=json_values)
def test_no_json_makes_the_limits_crash(blocks: Any, text: Any) -> None:
    refusal = check_message({"text": text, "blocks": blocks, "attachments": []})
    assert refusal is None or refusal.error in {
        "no_text",
        "invalid_arguments",
        "invalid_blocks",
        "msg_too_long",
        "msg_blocks_too_long",
    }


@given(view=json_values | st.fixed_dictionaries({"type": st.sampled_from(["modal", "home"]), "blocks": json_values}))
def test_no_json_makes_the_limits_of_views_crash(view: Any) -> None:
    refusal = check_view(view)
    assert refusal is None or refusal.error in {"invalid_arguments", "view_too_large"}


async def test_slack_names_the_place_of_every_mistake(slack: Slack, web_client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await web_client.chat_postMessage(channel="C1", text="x", blocks=[section(), section("a" * 3001)])
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]
    assert slack.channel("C1") == []


async def test_a_workspace_may_not_have_a_block_yet(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.unsupported_blocks = {"data_visualization"}
    with pytest.raises(SlackApiError) as caught:
        await web_client.chat_postMessage(channel="C1", text="x", blocks=[section(), chart()])
    assert caught.value.response["errors"] == ["unsupported type: data_visualization [json-pointer:/blocks/1/type]"]
    await web_client.chat_postMessage(channel="C1", text="x", blocks=[section()])
    assert len(slack.channel("C1")) == 1


async def test_blocks_can_be_validated_without_being_posted(slack: Slack, web_client: AsyncWebClient) -> None:
    assert (await web_client.blocks_validate(blocks=[section()]))["ok"] is True
    assert (await web_client.blocks_validate(view=modal()))["ok"] is True
    with pytest.raises(SlackApiError) as caught:
        await web_client.blocks_validate(message={"blocks": [section("")]})
    assert caught.value.response["error"] == "invalid_message"
    assert caught.value.response["errors"][0]["pointer"] == "/blocks/0/text/text"
    assert slack.channel("C1") == []
