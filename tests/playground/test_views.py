"""Modals and the Home tab through the SDK's client."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack


def modal(title: str = "Digest", **more: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Nothing to set"}
    blocks = [{"type": "section", "text": text}]
    return {"type": "modal", "title": {"type": "plain_text", "text": title}, "blocks": blocks, **more}


async def trigger(slack: Slack) -> str:
    return str((await slack.command("/digest")).payload["trigger_id"])


async def test_a_trigger_opens_one_modal(slack: Slack, web_client: AsyncWebClient) -> None:
    trigger_id = await trigger(slack)
    opened = await web_client.views_open(trigger_id=trigger_id, view=modal())
    assert slack.modal("U1") is slack.workspace.views[opened["view"]["id"]]
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await web_client.views_open(trigger_id=trigger_id, view=modal())


async def test_a_trigger_lasts_three_seconds(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    trigger_id = await trigger(slack)
    await slack_clock.advance(4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await web_client.views_open(trigger_id=trigger_id, view=modal())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await web_client.views_open(trigger_id="trigger.404", view=modal())


async def test_modals_stack_three_high(slack: Slack, web_client: AsyncWebClient) -> None:
    first = await web_client.views_open(trigger_id=await trigger(slack), view=modal("One"))
    second = await web_client.views_push(trigger_id=await trigger(slack), view=modal("Two"))
    await web_client.views_push(trigger_id=await trigger(slack), view=modal("Three"))
    assert second["view"]["root_view_id"] == second["view"]["previous_view_id"] == first["view"]["id"]
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await web_client.views_push(trigger_id=await trigger(slack), view=modal("Four"))
    top = slack.modal("U1")
    assert top is not None
    await slack.close_view(top)
    assert [view.body["title"]["text"] for view in slack.workspace.modals_of("U1")] == ["One", "Two"]


async def test_an_update_with_an_old_hash_is_refused(slack: Slack, web_client: AsyncWebClient) -> None:
    view = (await web_client.views_open(trigger_id=await trigger(slack), view=modal("One")))["view"]
    await web_client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Two"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await web_client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Three"))
    with pytest.raises(SlackApiError, match="not_found"):
        await web_client.views_update(view_id="V404", view=modal("Three"))
    assert slack.workspace.views[view["id"]].body["title"]["text"] == "Two"


async def test_a_modal_is_no_home_tab(slack: Slack, web_client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await web_client.views_publish(user_id="U1", view=modal())
    await web_client.views_publish(user_id="U1", view={"type": "home", "blocks": modal()["blocks"]})
    home = slack.home("U1")
    assert home is not None
    assert home.type == "home"


async def test_the_bot_hears_of_a_closed_modal_only_if_it_asked(slack: Slack, web_client: AsyncWebClient) -> None:
    await web_client.views_open(trigger_id=await trigger(slack), view=modal())
    silent = slack.modal("U1")
    assert silent is not None
    assert await slack.close_view(silent) is None
    await web_client.views_open(trigger_id=await trigger(slack), view=modal(notify_on_close=True))
    told = slack.modal("U1")
    assert told is not None
    delivery = await slack.close_view(told)
    assert delivery is not None
    assert delivery.payload["type"] == "view_closed"
    assert slack.modal("U1") is None


async def test_a_click_in_a_modal_names_the_view_and_the_choice(slack: Slack, web_client: AsyncWebClient) -> None:
    options = [{"text": {"type": "plain_text", "text": day}, "value": day} for day in ("mon", "fri")]
    menu = {"type": "static_select", "action_id": "day", "options": options}
    view = modal(blocks=[{"type": "actions", "elements": [menu]}])
    opened = await web_client.views_open(trigger_id=await trigger(slack), view=view)
    shown = slack.modal("U1")
    assert shown is not None
    payload = (await slack.click(shown, "day", value="fri")).payload
    assert payload["view"]["id"] == payload["container"]["view_id"] == opened["view"]["id"]
    assert payload["actions"][0]["selected_option"]["value"] == "fri"
    with pytest.raises(LookupError, match="no option"):
        await slack.click(shown, "day", value="sun")


async def test_inputs_left_alone_keep_what_they_began_with(slack: Slack, web_client: AsyncWebClient) -> None:
    options = [{"text": {"type": "plain_text", "text": day}, "value": day} for day in ("mon", "fri")]
    elements: list[dict[str, Any]] = [
        {"type": "plain_text_input", "action_id": "topics", "initial_value": "open models"},
        {"type": "radio_buttons", "action_id": "day", "options": options, "initial_option": options[0]},
        {"type": "checkboxes", "action_id": "parts", "options": options},
        {"type": "timepicker", "action_id": "time", "initial_time": "09:00"},
        {"type": "channels_select", "action_id": "channel"},
    ]
    blocks = [
        {"type": "input", "block_id": e["action_id"], "label": {"type": "plain_text", "text": "x"}, "element": e}
        for e in elements
    ]
    view = modal(blocks=blocks, submit={"type": "plain_text", "text": "Save"})
    await web_client.views_open(trigger_id=await trigger(slack), view=view)
    shown = slack.modal("U1")
    assert shown is not None
    delivery = await slack.submit_view(shown, {"parts": ["fri"], "channel": "C2"})
    values = delivery.payload["view"]["state"]["values"]
    assert values["topics"]["topics"]["value"] == "open models"
    assert values["day"]["day"]["selected_option"]["value"] == "mon"
    assert [option["value"] for option in values["parts"]["parts"]["selected_options"]] == ["fri"]
    assert values["time"]["time"]["selected_time"] == "09:00"
    assert values["channel"]["channel"]["selected_channel"] == "C2"
