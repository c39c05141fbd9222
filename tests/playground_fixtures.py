"""Fixtures for every test that needs Slack: the look-alike, and the real Bolt app talking to it."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.clock import ManualClock
from bot.playground.driver import Slack, running_slack
from bot.playground.http_delivery import HttpDelivery


@pytest.fixture
def slack_clock() -> ManualClock:
    """The look-alike's time; it stands still until a test advances it."""
    return ManualClock()


@pytest.fixture
async def slack(slack_clock: ManualClock) -> AsyncIterator[Slack]:
    """A look-alike of Slack with the sample workspace, listening on a free port."""
    async with running_slack(clock=slack_clock) as running:
        yield running


@pytest.fixture
def web_client(slack: Slack) -> AsyncWebClient:
    """The SDK's own client, pointed at the look-alike with the bot's token."""
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def bolt_app(web_client: AsyncWebClient, slack: Slack) -> AsyncApp:
    """A Bolt app without listeners; tests add their own."""
    return AsyncApp(client=web_client, signing_secret=slack.signing_secret)


@asynccontextmanager
async def connected(app: AsyncApp, slack: Slack, *, ping_interval_s: float = 10) -> AsyncIterator[None]:
    """Runs a Bolt app in Socket Mode against the look-alike, closing all it opened."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=ping_interval_s)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it unannotated
        await slack.wait_for_connections()
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # the same


@asynccontextmanager
async def serving(app: AsyncApp, slack: Slack, *, path: str = "/slack/events") -> AsyncIterator[HttpDelivery]:
    """Runs a Bolt app's own HTTP server on a free port and lets the look-alike deliver to it."""
    runner = web.AppRunner(app.server(port=0, path=path).web_app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
        async with slack.over_http(url, wall_time=time.time) as delivery:
            yield delivery
    finally:
        await runner.cleanup()
