"""Promises of the running process."""

import asyncio
import logging
import os
import signal
import threading
from dataclasses import replace
from time import perf_counter

import aiohttp
import pytest

from bot.playground.driver import Slack
from bot.services import Services
from bot.slack.app import running, serve
from store import FixSetup, TryLater
from tests.slack.conftest import FakeAnswerer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_bot_after_the_work_in_hand(
    bot_services: Services, slack: Slack, answerer: FakeAnswerer, number: int
) -> None:
    answerer.may_answer.clear()
    process = asyncio.create_task(serve(bot_services, started_s=perf_counter()))
    await slack.wait_for_connections()
    asked = await slack.mention("C1", "What of open models?")
    await answerer.wait_for_questions(1)
    os.kill(os.getpid(), number)
    await slack.wait_until(lambda: not slack.connections)
    answerer.may_answer.set()
    async with asyncio.timeout(5):
        await process
    assert len(slack.replies("C1", asked.ts)) == 1


async def test_who_still_waits_when_the_bot_must_stop_is_told(
    bot_services: Services, slack: Slack, answerer: FakeAnswerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.app.FINISH_WITHIN_S", 0)
    answerer.may_answer.clear()
    process = asyncio.create_task(serve(bot_services, started_s=perf_counter()))
    await slack.wait_for_connections()
    asked = await slack.mention("C1", "What of open models?")
    await slack.command("/brief", "What of open models?")
    await answerer.wait_for_questions(2)
    await slack.wait_until(lambda: all(delivery.finished for delivery in slack.deliveries))
    os.kill(os.getpid(), signal.SIGTERM)
    told = await slack.wait_for_reply(asked.ts)
    told_privately = await slack.wait_for_ephemeral()
    answerer.may_answer.set()
    async with asyncio.timeout(5):
        await process
    assert "please ask again" in told.text
    assert "please ask again" in told_privately.text


async def test_a_container_learns_in_socket_mode_too_that_the_bot_is_well(
    bot_services: Services, unused_tcp_port: int
) -> None:
    settings = bot_services.settings.model_copy(update={"port": unused_tcp_port})
    async with running(replace(bot_services, settings=settings)), aiohttp.ClientSession() as session:
        answer = await session.get(f"http://127.0.0.1:{unused_tcp_port}/healthz")
        assert answer.status == 200


async def test_questions_are_taken_while_the_models_are_loaded(
    bot_services: Services, slack: Slack, unused_tcp_port: int
) -> None:
    may_load = threading.Event()
    settings = bot_services.settings.model_copy(update={"port": unused_tcp_port})

    def load() -> None:
        assert may_load.wait(timeout=10)

    slow = replace(bot_services, settings=settings, load=load)
    async with running(slow) as bot, aiohttp.ClientSession() as session:
        await slack.wait_for_connections()
        asked = await slack.mention("C1", "What of open models?")
        await slack.wait_for_reply(asked.ts)
        assert await (await session.get(f"http://127.0.0.1:{unused_tcp_port}/healthz")).text() == "warming up"
        may_load.set()
        await bot.loading
        assert await (await session.get(f"http://127.0.0.1:{unused_tcp_port}/healthz")).text() == "ready"


async def test_the_log_says_when_the_bot_is_ready(bot_services: Services, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    stop = threading.Timer(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
    await serve(replace(bot_services, load=stop.start), started_s=perf_counter())
    assert "listening: Socket Mode" in caplog.text
    assert "ready after 0." in caplog.text


async def test_a_bot_whose_models_cannot_be_used_stops_and_says_why(bot_services: Services, slack: Slack) -> None:
    def fail() -> None:
        raise FixSetup("The model is damaged. Install Evenhand again.")

    with pytest.raises(FixSetup, match="damaged"):
        await serve(replace(bot_services, load=fail), started_s=perf_counter())
    assert not slack.connections


async def test_a_busy_catalog_does_not_keep_the_bot_from_starting(
    bot_services: Services, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise TryLater("The catalog is busy.")

    async with running(replace(bot_services, load=fail)) as bot:
        await bot.loading
        asked = await slack.mention("C1", "What of open models?")
        await slack.wait_for_reply(asked.ts)
    assert "busy" in caplog.text


async def test_a_taken_port_costs_the_health_check_and_nothing_else(
    bot_services: Services, slack: Slack, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = bot_services.settings.model_copy(update={"port": unused_tcp_port})
    both = replace(bot_services, settings=settings)
    async with running(both), running(both):
        await slack.wait_for_connections(2)
        asked = await slack.mention("C1", "What of open models?")
        await slack.wait_for_reply(asked.ts)
    assert f"port {unused_tcp_port} is taken" in caplog.text


async def test_no_secret_is_ever_logged(
    bot_services: Services, slack: Slack, answerer: FakeAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answerer.error = RuntimeError("no")
    process = asyncio.create_task(serve(bot_services, started_s=perf_counter()))
    await slack.wait_for_connections()
    asked = await slack.mention("C1", "What of open models?")
    await slack.wait_for_reply(asked.ts)
    await slack.idle()
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(5):
        await process
    assert caplog.text
    for secret in (slack.bot_token, slack.app_token, slack.signing_secret):
        assert secret not in caplog.text
