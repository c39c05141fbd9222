"""What goes wrong on demand, as the SDK's client meets it."""

import random
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack


async def test_the_sdks_retry_handler_waits_out_a_rate_limit(
    slack: Slack, web_client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "random", lambda: 0.0)
    web_client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    slack.workspace.rate_limit("chat.postMessage", times=2, retry_after_s=0)
    assert (await web_client.chat_postMessage(channel="C1", text="At last"))["ok"] is True
    assert [call.status for call in slack.calls("chat.postMessage")] == [429, 429, 200]
    assert len(slack.channel("C1")) == 1


async def test_a_rate_limit_says_how_long(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.rate_limit("chat.postMessage", retry_after_s=30)
    with pytest.raises(SlackApiError) as caught:
        await web_client.chat_postMessage(channel="C1", text="No")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "30"
    assert caught.value.response["error"] == "ratelimited"


async def test_one_message_a_second_and_channel_can_be_enforced(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    slack.workspace.posts_per_channel_s = 1
    await web_client.chat_postMessage(channel="C1", text="One")
    await web_client.chat_postMessage(channel="C2", text="Elsewhere")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await web_client.chat_postMessage(channel="C1", text="Too soon")
    await slack_clock.advance(1)
    await web_client.chat_postMessage(channel="C1", text="Two")
    assert [message.text for message in slack.channel("C1")] == ["One", "Two"]


async def test_an_error_on_demand_does_nothing_else(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.fail("chat.postMessage", "fatal_error")
    with pytest.raises(SlackApiError, match="fatal_error"):
        await web_client.chat_postMessage(channel="C1", text="Lost")
    await web_client.chat_postMessage(channel="C1", text="Kept")
    assert [message.text for message in slack.channel("C1")] == ["Kept"]


async def test_a_message_can_be_posted_though_the_bot_hears_an_error(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.lose_response("chat.postMessage", status=500)
    with pytest.raises(SlackApiError):
        await web_client.chat_postMessage(channel="C1", text="Posted all the same")
    assert [message.text for message in slack.channel("C1")] == ["Posted all the same"]


async def test_a_message_can_be_posted_though_the_connection_ends_without_an_answer(slack: Slack) -> None:
    web_client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    slack.workspace.lose_response("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await web_client.chat_postMessage(channel="C1", text="Posted all the same")
    assert [message.text for message in slack.channel("C1")] == ["Posted all the same"]


async def test_the_sdk_by_itself_repeats_a_post_whose_answer_was_lost(slack: Slack, web_client: AsyncWebClient) -> None:
    slack.workspace.lose_response("chat.postMessage")
    await web_client.chat_postMessage(channel="C1", text="Once, or so one thinks")
    assert len(slack.channel("C1")) == 2


async def start(web_client: AsyncWebClient, thread_ts: str, **more: Any) -> Any:
    recipient = {"recipient_user_id": "U1", "recipient_team_id": "T0HARBOUR"}
    return await web_client.chat_startStream(channel="C1", thread_ts=thread_ts, **{**recipient, **more})


async def test_a_stream_grows_and_ends_with_blocks(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "Well?")
    stream = await web_client.chat_stream(
        channel="C1",
        thread_ts=question.ts,
        recipient_user_id="U1",
        recipient_team_id="T0HARBOUR",
        buffer_size=4,
    )
    await stream.append(markdown_text="**One**")
    message = slack.replies("C1", question.ts)[0]
    assert (message.streaming, message.text) == (True, "**One**")
    await stream.append(markdown_text=" and two")
    await stream.stop(blocks=[{"type": "divider"}])
    assert await slack.wait_for_reply(question.ts) is message
    assert (message.streaming, message.text) == (False, "**One** and two")
    assert [block["type"] for block in message.blocks] == ["divider"]


async def test_a_channel_stream_names_its_recipient(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "Well?")
    for missing in ("recipient_user_id", "recipient_team_id"):
        with pytest.raises(SlackApiError, match=f"missing_{missing}"):
            await start(web_client, question.ts, **{missing: None})


async def test_a_stream_dies_after_five_minutes_and_can_then_be_updated(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    question = await slack.post("C1", "Well?")
    ts = (await start(web_client, question.ts, markdown_text="Half"))["ts"]
    with pytest.raises(SlackApiError, match="streaming_state_conflict"):
        await web_client.chat_update(channel="C1", ts=ts, text="Whole")
    await slack_clock.advance(301)
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await web_client.chat_appendStream(channel="C1", ts=ts, markdown_text=" more")
    await web_client.chat_update(channel="C1", ts=ts, text="Whole")
    assert slack.replies("C1", question.ts)[0].text == "Whole"


async def test_streams_can_be_killed_and_refused(slack: Slack, web_client: AsyncWebClient) -> None:
    question = await slack.post("C1", "Well?")
    ts = (await start(web_client, question.ts))["ts"]
    slack.workspace.kill_streams()
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        await web_client.chat_stopStream(channel="C1", ts=ts)
    slack.workspace.refuse_streaming()
    for _ in range(2):
        with pytest.raises(SlackApiError, match="feature_not_enabled"):
            await start(web_client, question.ts)


async def test_twelve_thousand_characters_are_the_most_one_call_may_stream(
    slack: Slack, web_client: AsyncWebClient
) -> None:
    question = await slack.post("C1", "Well?")
    ts = (await start(web_client, question.ts, markdown_text="a" * 12_000))["ts"]
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await web_client.chat_appendStream(channel="C1", ts=ts, markdown_text="a" * 12_001)
    await web_client.chat_stopStream(channel="C1", ts=ts)
    assert len(slack.replies("C1", question.ts)[0].text) == 12_000
