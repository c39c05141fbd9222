"""Promises of the bot behind a request URL: signed requests over HTTP."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest

from bot.playground.driver import Slack
from bot.playground.http_delivery import HttpDelivery
from bot.services import Services
from bot.slack.app import running
from store import FixSetup
from tests.slack.conftest import FakeAnswerer

QUESTION = "What are the arguments for and against open models?"


@pytest.fixture
async def http_port(bot_services: Services) -> AsyncIterator[int]:
    """Where the bot listens."""
    settings = bot_services.settings.model_copy(update={"slack_app_token": None})
    async with running(replace(bot_services, settings=settings)) as bot:
        assert bot.port is not None
        yield bot.port


@pytest.fixture
async def over_http(http_port: int, slack: Slack) -> AsyncIterator[HttpDelivery]:
    url = f"http://127.0.0.1:{http_port}/slack/events"
    async with slack.over_http(url, wall_time=time.time) as delivery:
        yield delivery


async def test_slack_can_verify_the_request_url(over_http: HttpDelivery) -> None:
    assert await over_http.verify_url()


@pytest.mark.usefixtures("over_http")
async def test_a_signed_mention_gets_one_brief(slack: Slack, answerer: FakeAnswerer) -> None:
    asked = await slack.mention("C1", QUESTION, deliveries=2)
    assert "Lower cost" in (await slack.wait_for_reply(asked.ts)).text
    await slack.idle()
    assert len(slack.replies("C1", asked.ts)) == 1
    assert answerer.questions == [QUESTION]


@pytest.mark.usefixtures("over_http")
async def test_a_signed_mention_is_acknowledged_before_its_answer(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.may_answer.clear()
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_until(lambda: slack.deliveries and all(one.outcome == "acknowledged" for one in slack.deliveries))
    assert slack.replies("C1", asked.ts) == []
    answerer.may_answer.set()
    await slack.wait_for_reply(asked.ts)


@pytest.mark.usefixtures("over_http")
async def test_a_signed_command_is_answered_privately(slack: Slack) -> None:
    await slack.command("/brief", QUESTION)
    assert "Lower cost" in (await slack.wait_for_ephemeral()).text


async def test_a_request_that_slack_did_not_sign_is_refused(http_port: int, answerer: FakeAnswerer) -> None:
    url = f"http://127.0.0.1:{http_port}/slack/events"
    headers = {"x-slack-request-timestamp": str(int(time.time())), "x-slack-signature": "v0=forged"}
    async with aiohttp.ClientSession() as session, session.post(url, json={"type": "x"}, headers=headers) as answer:
        assert answer.status == 401
    assert answerer.questions == []


async def test_the_health_check_says_that_the_bot_is_alive(http_port: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{http_port}/healthz") as answer,
    ):
        assert answer.status == 200


async def test_a_taken_port_is_named_with_its_remedy(bot_services: Services, unused_tcp_port: int) -> None:
    settings = bot_services.settings.model_copy(update={"slack_app_token": None, "port": unused_tcp_port})
    bot = replace(bot_services, settings=settings)
    async with running(bot):
        with pytest.raises(FixSetup, match=f"Port {unused_tcp_port} is taken; set EVENHAND_PORT"):
            async with running(bot):
                pass
