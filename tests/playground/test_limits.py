"""Slack's limits of messages and views as a whole; and any JSON at all without a crash."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.block_kit import BLOCKS
from bot.playground.driver import Slack
from bot.playground.limits import check_message, check_view
from tests.playground.payloads import Json, chart, modal, pie, plain, section, table


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
