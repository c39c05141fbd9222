"""`evenhand demo`: sample articles, a Slack look-alike on localhost and the real bot, with no account and no key."""

import asyncio
import tempfile
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from time import perf_counter

from pydantic import SecretStr
from rich.console import Console
from rich.rule import Rule

from bot.digest.deliver import deliver_digest
from bot.digest.week import Week
from bot.playground.driver import Slack, running_slack
from bot.playground.records import Message
from bot.playground.render import channel_lines, message_lines, names_in, styled
from bot.services import Services, open_services
from bot.settings import Settings
from bot.slack.app import running
from bot.slack.digest_poster import SlackDigestPoster

QUESTION = "What are the arguments for and against open models?"
PRIVATE_QUESTION = "How many jobs does Tarnwick want to cut?"
WEEK = "2025-W46"
CHANNEL = "C1"
MONDAY_AFTER = datetime(2025, 11, 17, 9, 0, tzinfo=UTC)
"""The demo's clock: the samples end on the Sunday before. APScheduler keeps the machine's time, so the demo hands the
digest in itself instead of waiting for a Monday."""
ANSWER_WITHIN_S = 60.0


async def run_demo(console: Console) -> None:
    """Ingest the samples, mention the bot, ask it privately, let it post a digest; print what the channel shows."""
    started = perf_counter()
    with tempfile.TemporaryDirectory(prefix="evenhand-demo-") as folder:
        async with running_slack() as slack:
            services = open_services(_settings(slack, Path(folder)), now=lambda: MONDAY_AFTER)
            try:
                console.print(Rule("Articles in"))
                await asyncio.to_thread(_ingest, services, console)
                async with running(services):
                    await slack.wait_for_connections()
                    await _converse(slack, services, console, started)
            finally:
                services.close()
    console.print(Rule("That was the demo"))
    console.print('Now yours: evenhand ingest FOLDER, then evenhand ask "…"; for Slack see README, In Slack.')


def _settings(slack: Slack, folder: Path) -> Settings:
    return Settings(
        data=folder,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.api_url,
        port=0,
    )


def _ingest(services: Services, console: Console) -> None:
    with as_file(files("bot.demo") / "corpus") as corpus:
        for receipt in services.ingest.run([corpus]):
            line = receipt.line().replace(f"{corpus}/", "")
            console.print(line, markup=False, soft_wrap=True)


async def _converse(slack: Slack, services: Services, console: Console, started: float) -> None:
    question = await slack.mention(CHANNEL, QUESTION)
    await slack.wait_for_reply(question.ts, timeout_s=ANSWER_WITHIN_S)
    console.print(Rule(f"#ai-strategy, {perf_counter() - started:.1f} s after the start"))
    console.print(styled(channel_lines(slack.workspace, CHANNEL)))

    await slack.command("/brief", PRIVATE_QUESTION, channel=CHANNEL)
    private = await slack.wait_for_ephemeral(timeout_s=ANSWER_WITHIN_S)
    console.print(Rule(f"/brief {PRIVATE_QUESTION} (only Ada sees this)"))
    _show(private, slack, console)

    posted = await _digest(slack, services)
    console.print(Rule(f"The weekly digest, {WEEK}"))
    _show(posted, slack, console)


async def _digest(slack: Slack, services: Services) -> Message:
    poster = SlackDigestPoster.from_settings(services.settings)
    await deliver_digest(services, poster, channel=CHANNEL, week=Week.read(WEEK))
    return await slack.wait_for_message(CHANNEL, where=lambda message: not message.is_reply, timeout_s=ANSWER_WITHIN_S)


def _show(message: Message, slack: Slack, console: Console) -> None:
    console.print(styled(message_lines(message, names_in(slack.workspace))))
