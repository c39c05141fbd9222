"""Retries, duplicates, losses and failing connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, WSMsgType, web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack
from tests.playground_fixtures import connected, serving


@asynccontextmanager
async def bare_socket(slack: Slack, web_client: AsyncWebClient) -> AsyncIterator[Any]:
    """A WebSocket that acknowledges nothing by itself."""
    opened = await web_client.apps_connections_open(app_token=slack.app_token)
    async with ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        yield socket


def attempts(slack: Slack, kind: str) -> list[tuple[int, str]]:
    """(retry number, outcome) of every attempt to deliver the event of this type."""
    return [(d.retry_num, d.outcome) for d in slack.deliveries if d.payload["event"]["type"] == kind]


async def test_an_event_not_acknowledged_is_retried_at_once_after_a_minute_and_after_five(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    begun = slack_clock.now()
    async with bare_socket(slack, web_client) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        await slack.post("C1", "Hello?")
        envelopes = [await socket.receive_json()]
        for wait_s in (3, 3 + 60, 3 + 300):
            await slack_clock.advance(wait_s)
            envelopes.append(await socket.receive_json())
        await slack_clock.advance(1_000)
    assert [envelope["retry_attempt"] for envelope in envelopes] == [0, 1, 2, 3]
    assert [envelope["retry_reason"] for envelope in envelopes] == ["", *["http_timeout"] * 3]
    assert len({envelope["payload"]["event_id"] for envelope in envelopes}) == 1
    assert len({envelope["envelope_id"] for envelope in envelopes}) == 4
    assert [delivery.sent_at - begun for delivery in slack.deliveries] == [0, 3, 66, 369]


async def test_an_acknowledgement_by_envelope_id_ends_the_retries(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    async with bare_socket(slack, web_client) as socket:
        await socket.receive_json()
        await slack.post("C1", "Hello?")
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": "another"})
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await slack.wait_for_answer(slack.deliveries[0])
        await slack_clock.advance(1_000)
    assert attempts(slack, "message") == [(0, "acknowledged")]


async def test_a_late_acknowledgement_is_noted_but_stops_no_retry(
    slack: Slack, web_client: AsyncWebClient, slack_clock: ManualClock
) -> None:
    async with bare_socket(slack, web_client) as socket:
        await socket.receive_json()
        await slack.post("C1", "Hello?")
        envelope = await socket.receive_json()
        await slack_clock.advance(3)
        retry = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await socket.send_json({"envelope_id": retry["envelope_id"]})
        await slack.wait_until(lambda: slack.deliveries[0].outcome == "late")
        await slack.wait_until(lambda: slack.deliveries[1].outcome == "acknowledged")
    assert retry["retry_attempt"] == 1


async def test_http_retries_carry_slacks_headers(slack: Slack, slack_clock: ManualClock) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def refuse(request: web.Request) -> web.Response:
        headers = request.headers
        seen.append((headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")))
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/slack/events", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    async with slack.over_http(url, wall_time=lambda: 1_763_337_600.0):
        await slack.post("C1", "Hello?")
        await slack.wait_until(lambda: len(seen) == 2 and slack.deliveries[-1].finished)
        await slack_clock.advance(60)
        await slack.wait_until(lambda: len(seen) == 3 and slack.deliveries[-1].finished)
    await runner.cleanup()
    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_a_bot_that_is_not_there_counts_as_a_failed_connection(slack: Slack) -> None:
    async with slack.over_http("http://127.0.0.1:9/slack/events", wall_time=lambda: 1_763_337_600.0):
        await slack.post("C1", "Hello?")
        await slack.wait_until(lambda: len(slack.deliveries) == 2)
    assert (slack.deliveries[1].retry_num, slack.deliveries[1].retry_reason) == (1, "connection_failed")


@pytest.mark.parametrize("run", [connected, serving], ids=["socket mode", "http"])
async def test_a_mention_can_be_delivered_more_than_once(run: Any, slack: Slack, bolt_app: AsyncApp) -> None:
    seen: list[str] = []

    @bolt_app.event("app_mention")
    async def _(body: dict[str, Any]) -> None:
        seen.append(body["event_id"])

    @bolt_app.event("message")
    async def _() -> None: ...

    async with run(bolt_app, slack):
        await slack.mention("C1", "Twice?", deliveries=2)
        await slack.idle()
    assert len(seen) == 2
    assert len(set(seen)) == 1
    assert all(delivery.retry_num == 0 for delivery in slack.deliveries)


async def test_a_retry_can_be_the_first_thing_the_bot_hears(slack: Slack, bolt_app: AsyncApp) -> None:
    headers: list[Any] = []

    @bolt_app.event("message")
    async def _(request: Any) -> None:
        headers.append(request.headers["x-slack-retry-num"])

    async with connected(bolt_app, slack):
        slack.lose_next_deliveries(1)
        await slack.post("C1", "Heard late")
        await slack.idle()
    assert headers == [["1"]]
    assert attempts(slack, "message") == [(0, "lost"), (1, "acknowledged")]


async def test_old_events_can_come_back_much_later(slack: Slack, bolt_app: AsyncApp, slack_clock: ManualClock) -> None:
    seen: list[str] = []

    @bolt_app.event("message")
    async def _(body: dict[str, Any]) -> None:
        seen.append(body["event_id"])

    async with connected(bolt_app, slack):
        message = await slack.post("C1", "Once")
        await slack.idle()
        await slack_clock.advance(368)
        slack.redeliver(message)
        await slack.idle()
    assert len(seen) == 2
    assert seen[0] == seen[1]


async def test_each_envelope_goes_to_one_of_several_connections(slack: Slack, web_client: AsyncWebClient) -> None:
    async with bare_socket(slack, web_client) as first, bare_socket(slack, web_client) as second:
        assert (await first.receive_json())["num_connections"] == 1
        assert (await second.receive_json())["num_connections"] == 2
        for number in range(4):
            await slack.post("C1", f"Message {number}")
        texts = [
            (await socket.receive_json())["payload"]["event"]["text"] for _ in range(2) for socket in (first, second)
        ]
    assert sorted(texts) == [f"Message {number}" for number in range(4)]


async def test_an_eleventh_connection_is_turned_away(slack: Slack, web_client: AsyncWebClient) -> None:
    async with ClientSession() as session:
        sockets = []
        for _ in range(11):
            opened = await web_client.apps_connections_open(app_token=slack.app_token)
            sockets.append(await session.ws_connect(opened["url"]))
        goodbye = await sockets[-1].receive_json()
        closing = await sockets[-1].receive()
        for socket in sockets:
            await socket.close()
    assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
    assert closing.type == WSMsgType.CLOSE


async def test_a_ticket_opens_one_socket_only(slack: Slack, web_client: AsyncWebClient) -> None:
    opened = await web_client.apps_connections_open(app_token=slack.app_token)
    again = opened["url"].replace("ws://", "http://")
    async with ClientSession() as session, session.ws_connect(opened["url"]), session.get(again) as response:
        assert response.status == 401


async def test_bolt_follows_when_slack_refreshes_its_connection(slack: Slack, bolt_app: AsyncApp) -> None:
    seen = asyncio.Event()

    @bolt_app.event("message")
    async def _() -> None:
        seen.set()

    async with connected(bolt_app, slack):
        await slack.refresh_connections()
        await slack.post("C1", "While you change over")
        async with asyncio.timeout(5):
            await seen.wait()
        await slack.idle()
    assert attempts(slack, "message") == [(0, "acknowledged")]
    assert len(slack.calls("apps.connections.open")) == 2


async def test_bolt_comes_back_after_a_cut_and_gets_the_event_again(slack: Slack, bolt_app: AsyncApp) -> None:
    seen: list[str] = []

    @bolt_app.event("message")
    async def _(event: dict[str, Any]) -> None:
        seen.append(event["text"])

    async with connected(bolt_app, slack, ping_interval_s=0.05):
        slack.drop_connections()
        await slack.wait_until(lambda: len(slack.calls("apps.connections.open")) == 2)
        await slack.wait_for_connections()
        await slack.post("C1", "Still there?")
        await slack.idle()
    assert seen == ["Still there?"]


async def test_an_envelope_on_a_socket_that_is_cut_is_retried_at_once(slack: Slack, web_client: AsyncWebClient) -> None:
    async with bare_socket(slack, web_client) as first, bare_socket(slack, web_client) as second:
        await first.receive_json()
        await second.receive_json()
        await slack.post("C1", "Hello?")
        await slack.wait_until(lambda: slack.deliveries and slack.deliveries[0].finished is False)
        slack.drop_connections()
        await slack.wait_until(lambda: len(slack.deliveries) == 2)
    assert slack.deliveries[1].retry_reason == "connection_failed"
