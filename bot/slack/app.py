"""The bot in Slack: a Bolt app over Socket Mode or HTTP, from its first connection to a clean stop."""

import asyncio
import errno
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.digest.schedule import Timetable, schedule_of
from bot.feeds.polling import LOOK_EVERY, DuePolls
from bot.services import Services
from bot.slack import failures
from bot.slack.claims import Claims
from bot.slack.digest_poster import SlackDigestPoster
from bot.slack.listeners import commands, mentions
from bot.slack.posting import retry_handlers
from bot.slack.tokens import check_tokens
from bot.slack.work import Work
from store import FixSetup, TryLater

__all__ = ["Bot", "build_app", "check_tokens", "running", "serve"]

SLACK_PATH = "/slack/events"
HEALTH_PATH = "/healthz"
FINISH_WITHIN_S = 7.0
"""Docker kills a process 10 s after asking it to stop; those still waiting are told in the rest."""

HealthCheck = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bot:
    """A running bot. `port` is where it listens for Slack, None in Socket Mode; `loading` ends when it is warm."""

    app: AsyncApp
    port: int | None
    loading: asyncio.Task[None]


def build_app(services: Services, work: Work | None = None) -> AsyncApp:
    """The app with all its listeners, connected to nothing yet.

    Needs a bot token (see `check_tokens`). Whoever wants to stop cleanly hands in `work` and finishes it.
    """
    settings = services.settings
    secret = settings.slack_signing_secret
    token = settings.slack_bot_token
    app = AsyncApp(
        name="evenhand",
        token=token.get_secret_value().strip() if token else None,
        signing_secret=secret.get_secret_value().strip() if secret else "",
    )
    app.client.base_url = settings.slack_api_url
    app.client.retry_handlers = retry_handlers()
    work = work or Work()
    claims = Claims(services.catalog.engine, now=services.now, new_id=services.new_id)
    failures.register(app, services.new_id)
    mentions.register(app, services, claims, work)
    commands.register(app, services, work)
    return app


@asynccontextmanager
async def running(services: Services) -> AsyncIterator[Bot]:
    """The bot at work for as long as the context lasts; then it takes nothing new and finishes what it has in hand.

    It takes questions at once; models and vectors are loaded meanwhile, and a question waits for them.
    """
    work = Work()
    loading = asyncio.create_task(_load(services))

    async def health(_: web.Request) -> web.Response:
        return web.Response(text="ready" if loading.done() else "warming up")

    app = build_app(services, work)
    schedule = schedule_of(services, SlackDigestPoster.from_settings(services.settings))
    connected = _over_socket if services.settings.slack_app_token else _over_http
    try:
        async with connected(app, services, health) as port:
            schedule.start(Timetable.of(services.settings))
            schedule.also(DuePolls(services), every=LOOK_EVERY)
            yield Bot(app, port, loading)
    finally:
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        await schedule.stop()
        await work.finish(within_s=FINISH_WITHIN_S)


async def serve(services: Services, *, started_s: float) -> None:
    """Runs the bot until SIGTERM or SIGINT.

    `started_s` is the reading of `perf_counter` from which the log counts until the bot is ready. Raises FixSetup where
    the models or vectors cannot be used.
    """
    stop, loaded = asyncio.Event(), asyncio.Event()

    def stop_now() -> None:
        stop.set()
        loaded.set()  # nobody waits for that any more

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop_now)
    try:
        async with running(services) as bot:
            where = "Socket Mode" if bot.port is None else f"HTTP on port {bot.port}, path {SLACK_PATH}"
            log.info("listening: %s", where)
            bot.loading.add_done_callback(lambda _: loaded.set())
            await loaded.wait()
            if bot.loading.done():
                bot.loading.result()
                log.info("ready after %.1f s", perf_counter() - started_s)
            await stop.wait()
            log.info("stopping: finishing the work in hand")
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def _load(services: Services) -> None:
    try:
        await asyncio.to_thread(services.load)
    except TryLater as error:
        log.warning("not loaded in advance, the first question will do it: %s", error)


@asynccontextmanager
async def _over_socket(app: AsyncApp, services: Services, health: HealthCheck) -> AsyncIterator[None]:
    token = services.settings.slack_app_token
    handler = AsyncSocketModeHandler(app, token.get_secret_value().strip() if token else None)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        async with _health_alone(services.settings.port, health):
            yield None
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _health_alone(port: int, health: HealthCheck) -> AsyncIterator[None]:
    """In Socket Mode nothing else listens, but a container's health check asks all the same."""
    web_app = web.Application()
    web_app.router.add_get(HEALTH_PATH, health)
    runner = web.AppRunner(web_app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError as error:
        log.warning("no health check: port %d is taken (%s); set EVENHAND_PORT to a free one", port, error)
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _over_http(app: AsyncApp, services: Services, health: HealthCheck) -> AsyncIterator[int]:
    port = services.settings.port
    web_app = app.web_app(path=SLACK_PATH, port=port)
    web_app.router.add_get(HEALTH_PATH, health)
    runner = web.AppRunner(web_app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "0.0.0.0", port).start()  # noqa: S104 - Slack calls from outside
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({os.strerror(error.errno or 0)})"
            raise FixSetup(f"Port {port} {why}; set EVENHAND_PORT to a free one.") from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
