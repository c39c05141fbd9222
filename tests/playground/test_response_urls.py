"""What the SDK's webhook client may do with a response URL."""

from typing import Any

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack


async def url_of_a_command(slack: Slack) -> AsyncWebhookClient:
    delivery = await slack.command("/brief", "open models", "C1", "U2")
    return AsyncWebhookClient(delivery.payload["response_url"])


async def test_a_response_is_for_the_user_alone_unless_it_says_otherwise(slack: Slack) -> None:
    client = await url_of_a_command(slack)
    await client.send(text="For you")
    await client.send(text="For all", response_type="in_channel")
    assert [message.text for message in slack.ephemerals("U2")] == ["For you"]
    assert [message.text for message in slack.channel("C1")] == ["For all"]


async def test_a_response_url_works_five_times(slack: Slack) -> None:
    client = await url_of_a_command(slack)
    answers = [await client.send(text=f"Answer {number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body
    assert len(slack.ephemerals("U2")) == 5


async def test_a_response_url_works_for_thirty_minutes(slack: Slack, slack_clock: ManualClock) -> None:
    client = await url_of_a_command(slack)
    await slack_clock.advance(30 * 60)
    assert (await client.send(text="Just in time")).status_code == 200
    await slack_clock.advance(1)
    assert "expired_url" in (await client.send(text="Too late")).body


async def test_an_ephemeral_answer_can_be_replaced_and_deleted(slack: Slack) -> None:
    client = await url_of_a_command(slack)
    await client.send(text="Working")
    await client.send(text="Done", replace_original=True)
    assert [message.text for message in slack.ephemerals("U2")] == ["Done"]
    await client.send(delete_original=True)
    assert slack.ephemerals("U2") == []


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "a" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": [{"type": "poster"}]}, "invalid_blocks"),
    ],
)
async def test_limits_hold_for_responses_too(slack: Slack, body: dict[str, Any], error: str) -> None:
    client = await url_of_a_command(slack)
    answer = await client.send_dict(body)
    assert answer.status_code == 400
    assert error in answer.body
    assert slack.ephemerals("U2") == []


async def test_a_url_nobody_was_given_is_refused(slack: Slack) -> None:
    base = slack.api_url.removesuffix("/api/")
    assert (await AsyncWebhookClient(f"{base}/responses/R404").send(text="Hello")).status_code == 404
