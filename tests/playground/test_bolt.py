"""The real Bolt app, in Socket Mode and over signed HTTP, with people acting in the look-alike."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack
from bot.playground.http_delivery import signature
from bot.playground.records import Change
from tests.playground_fixtures import connected, serving

Mode = Callable[[AsyncApp, Slack], AbstractAsyncContextManager[Any]]
MODES = pytest.mark.parametrize("run", [connected, serving], ids=["socket mode", "http"])


def record_events(app: AsyncApp) -> list[dict[str, Any]]:
    """Every event's whole body, in the order the app got them."""
    seen: list[dict[str, Any]] = []

    async def keep(body: dict[str, Any]) -> None:
        seen.append(body)

    for name in ("app_mention", "message", "app_home_opened", "reaction_added", "member_joined_channel"):
        app.event(name)(keep)
    return seen


@MODES
async def test_a_mention_arrives_twice_with_two_event_ids(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    seen = record_events(bolt_app)
    async with run(bolt_app, slack):
        message = await slack.mention("C1", "Open models?", user="U2")
        await slack.idle()
    assert sorted(body["event"]["type"] for body in seen) == ["app_mention", "message"]
    assert len({body["event_id"] for body in seen}) == 2
    for body in seen:
        assert body["event"]["ts"] == message.ts
        assert body["event"]["user"] == "U2"
        assert body["team_id"] == body["authorizations"][0]["team_id"] == slack.workspace.me.team_id


@MODES
async def test_the_bot_answers_in_the_thread(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    @bolt_app.event("app_mention")
    async def _(event: dict[str, Any], say: Any) -> None:
        await say(text="Here you are", thread_ts=event["ts"])

    bolt_app.event("message")(do_nothing)
    async with run(bolt_app, slack):
        question = await slack.mention("C1", "Open models?")
        answer = await slack.wait_for_reply(question.ts)
        await slack.idle()
    assert answer.text == "Here you are"
    assert all(delivery.outcome == "acknowledged" for delivery in slack.deliveries)
    assert all(delivery.delay_s is not None and delivery.delay_s < 3 for delivery in slack.deliveries)


@MODES
async def test_a_command_is_acknowledged_and_answered_through_its_url(
    run: Mode, slack: Slack, bolt_app: AsyncApp
) -> None:
    @bolt_app.command("/brief")
    async def _(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack("Looking…")
        await respond(text=f"About {command['text']}", response_type="in_channel")

    async with run(bolt_app, slack):
        delivery = await slack.command("/brief", "open & closed models", "C1", "U2")
        answer = await slack.wait_for_message("C1")
        await slack.wait_for_answer(delivery)
    assert answer.text == "About open & closed models"
    assert [message.text for message in slack.ephemerals("U2")] == ["Looking…"]


@MODES
async def test_a_click_carries_the_message_and_can_replace_it(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "More"}, "action_id": "more", "value": "7"}

    @bolt_app.action("more")
    async def _(ack: Any, respond: Any, action: dict[str, Any], body: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"{action['value']} for {body['user']['id']}", replace_original=True)

    async with run(bolt_app, slack):
        await bolt_app.client.chat_postMessage(
            channel="C1", text="Less", blocks=[{"type": "actions", "elements": [button]}]
        )
        message = await slack.wait_for_message("C1")
        await slack.click(message, "more", "U2")
        await slack.wait_for_message("C1", where=lambda shown: shown.text == "7 for U2")
    assert len(slack.channel("C1")) == 1
    with pytest.raises(LookupError, match="no 'less' here"):
        await slack.click(message, "less", "U2")


@MODES
async def test_direct_messages_the_home_tab_and_shortcuts_reach_the_bot(
    run: Mode, slack: Slack, bolt_app: AsyncApp
) -> None:
    seen = record_events(bolt_app)
    shortcuts: list[dict[str, Any]] = []

    @bolt_app.shortcut("summarise")
    async def _(ack: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        shortcuts.append(shortcut)

    async with run(bolt_app, slack):
        message = await slack.direct_message("Hello")
        await slack.open_home("U1", tab="messages")
        await slack.shortcut("summarise", message=message)
        await slack.idle()
    events = [body["event"] for body in seen]
    assert {(event["type"], event.get("channel_type"), event.get("tab")) for event in events} == {
        ("message", "im", None),
        ("app_home_opened", None, "messages"),
    }
    assert shortcuts[0]["message"]["text"] == "Hello"


@MODES
async def test_the_bots_own_message_comes_back_as_an_event(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    async with run(bolt_app, slack):
        await bolt_app.client.chat_postMessage(channel="C1", text="Myself")
        await slack.idle()
    event = slack.deliveries[0].payload["event"]
    assert (event["type"], event["bot_id"]) == ("message", slack.workspace.me.bot_id)
    assert slack.deliveries[0].outcome == "acknowledged"


@MODES
async def test_edits_and_deletions_arrive_as_subtypes(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    seen = record_events(bolt_app)
    async with run(bolt_app, slack):
        message = await slack.post("C1", "Draft")
        await slack.edit(message, "Final")
        await slack.delete(message)
        await slack.idle()
    subtypes = {body["event"].get("subtype"): body["event"] for body in seen}
    assert set(subtypes) == {None, "message_changed", "message_deleted"}
    assert subtypes["message_changed"]["message"]["text"] == "Final"
    assert subtypes["message_changed"]["previous_message"]["text"] == "Draft"
    assert subtypes["message_deleted"]["deleted_ts"] == message.ts


@MODES
async def test_a_modal_is_opened_refused_updated_and_submitted(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    @bolt_app.command("/digest")
    async def _(ack: Any, client: Any, command: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=modal("Subscribe"))

    @bolt_app.view("subscribe")
    async def _(ack: Any, view: dict[str, Any]) -> None:
        topic = view["state"]["values"]["topic"]["words"]["value"]
        if topic == "":
            await ack(response_action="errors", errors={"topic": "Name a topic"})
        elif topic == "again":
            await ack(response_action="update", view=modal("Once more"))
        else:
            await ack()

    async with run(bolt_app, slack):
        await slack.command("/digest", user="U2")
        view = await slack.wait_for_modal("U2")
        refused = await slack.wait_for_answer(await slack.submit_view(view, {"words": ""}))
        assert refused.response["errors"] == {"topic": "Name a topic"}
        assert slack.modal("U2") is view
        await slack.submit_view(view, {"words": "again"})
        await slack.wait_for_modal("U2", where=lambda shown: shown.body["title"]["text"] == "Once more")
        await slack.submit_view(view, {"words": "open models"})
        await slack.wait_until(lambda: slack.modal("U2") is None)
    with pytest.raises(LookupError, match="no input"):
        await slack.submit_view(view, {"unknown": "x"})


@MODES
async def test_the_home_tab_is_published_for_its_user(run: Mode, slack: Slack, bolt_app: AsyncApp) -> None:
    @bolt_app.event("app_home_opened")
    async def _(event: dict[str, Any], client: Any) -> None:
        text = {"type": "mrkdwn", "text": f"Hello <@{event['user']}>"}
        blocks = [{"type": "section", "text": text}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    async with run(bolt_app, slack):
        await slack.open_home("U2")
        home = await slack.wait_for_home("U2")
    assert home.body["blocks"][0]["text"]["text"] == "Hello <@U2>"
    assert slack.home("U1") is None


async def test_a_command_nobody_answers_fails_for_its_user(
    slack: Slack, bolt_app: AsyncApp, slack_clock: ManualClock
) -> None:
    async with connected(bolt_app, slack):
        asked = await slack.command("/unknown")
        await slack_clock.advance(3)
        await slack.wait_for_answer(asked)
    assert asked.outcome == "timed_out"
    assert "operation_timeout" in slack.ephemerals("U1")[0].text


async def test_a_forged_signature_is_refused_by_the_bot(slack: Slack, bolt_app: AsyncApp) -> None:
    seen = record_events(bolt_app)
    async with serving(bolt_app, slack) as delivery, aiohttp.ClientSession() as session:
        assert await delivery.verify_url()
        body = '{"type": "event_callback", "event": {"type": "message"}}'
        headers = {
            "content-type": "application/json",
            "x-slack-request-timestamp": "1763337600",
            "x-slack-signature": signature("not the secret", "1763337600", body),
        }
        async with session.post(delivery.url, data=body, headers=headers) as response:
            assert response.status == 401
    assert seen == []


async def test_what_happens_in_the_workspace_is_told_to_its_watchers(slack: Slack) -> None:
    told: list[Change] = []
    unwatch = slack.workspace.watch(told.append)
    message = await slack.post("C1", "Hello")
    await slack.react(message, "wave")
    unwatch()
    await slack.post("C1", "Unheard")
    assert [change.kind for change in told] == ["message_posted", "reaction_added"]


async def test_waiting_in_vain_tells_what_happened_instead(slack: Slack) -> None:
    await slack.post("C1", "Nobody answers")
    with pytest.raises(TimeoutError, match="Nobody answers"):
        await slack.wait_for_message("C1", timeout_s=0.01)


async def do_nothing() -> None:
    """A listener for events that a test does not care about."""


def modal(title: str) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "subscribe",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "topic",
                "label": {"type": "plain_text", "text": "Topic"},
                "element": {"type": "plain_text_input", "action_id": "words"},
            }
        ],
    }
