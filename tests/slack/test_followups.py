"""Promises to people who go on in a thread, over real WebSockets, with real answers."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.brief.followups.remarks import WELCOME
from bot.playground.driver import Slack
from bot.playground.records import Message
from bot.services import Services, open_services
from bot.settings import Settings
from bot.slack.app import running
from bot.slack.words import HOW_TO_MENTION
from tests.brief.test_answer import AGAINST, FOR

WAIT_S = 30.0
"""Real models answer here, on machines with other work to do."""
QUESTION = "What are the arguments for and against open models?"
ARTICLES = {"for.txt": FOR, "against.txt": AGAINST.replace("November 10, 2025", "September 10, 2025")}
Open = Callable[[], Services]


@pytest.fixture
def opened(settings: Settings, tmp_path: Path, now: Callable[[], datetime]) -> Iterator[Open]:
    """Opens the services on one data folder with two articles in it, as often as the bot is started."""
    data = settings.model_copy(update={"data": tmp_path / "data"})
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text)
    all_opened: list[Services] = []

    def start() -> Services:
        services = open_services(data, now=now)
        if not all_opened:
            list(services.ingest.run([articles]))
        all_opened.append(services)
        return services

    yield start
    for services in all_opened:
        services.close()


async def first_question(slack: Slack) -> Message:
    """The question that begins a thread, once the bot has answered it."""
    await slack.wait_for_connections()
    asked = await slack.mention("C1", QUESTION)
    await slack.wait_for_reply(asked.ts, timeout_s=WAIT_S)
    return asked


async def say(slack: Slack, text: str, *, thread: Message | None = None, replies: int = 1) -> Message:
    """The bot's answer to a mention, its `replies`-th message in the thread."""
    asked = await slack.mention("C1", text, thread_ts=thread.ts if thread else None)
    return await slack.wait_for_reply((thread or asked).ts, count=replies, timeout_s=WAIT_S)


async def test_the_risks_follow_the_question_of_their_thread(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        start = await first_question(slack)
        reply = await say(slack, "and the risks?", thread=start, replies=2)
    assert "following your question on open models" in reply.text
    assert "a risk a bank cannot take" in reply.text


async def test_who_said_that_is_answered_after_a_restart(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        start = await first_question(slack)
    async with running(opened()):
        await slack.wait_for_connections()
        reply = await say(slack, "who said the first against?", thread=start, replies=2)
    assert "Lena Hart" in reply.text
    assert "The Meridian Post" in reply.text
    assert "Ada Morrow" not in reply.text


async def test_a_date_narrows_the_question_before(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        start = await first_question(slack)
        reply = await say(slack, "since October", thread=start, replies=2)
    assert "400,000" in reply.text
    assert "Lena Hart" not in reply.text


async def test_thanks_are_acknowledged_without_a_brief(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        start = await first_question(slack)
        reply = await say(slack, "thanks a lot!", thread=start, replies=2)
    assert (reply.text, reply.blocks) == (WELCOME, [])


async def test_a_thread_in_which_the_bot_never_answered_begins_with_a_first_question(
    slack: Slack, opened: Open
) -> None:
    async with running(opened()):
        await first_question(slack)
        start = await slack.post("C1", "Has anybody read the ledger?")
        nothing = await say(slack, "and the risks?", thread=start)
        thanks = await say(slack, "thanks!", thread=start, replies=2)
        first = await say(slack, QUESTION, thread=start, replies=3)
    assert "no earlier brief" in nothing.text
    assert thanks.text == HOW_TO_MENTION
    assert "400,000" in first.text


async def test_a_remark_shows_what_people_wrote_as_text(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        start = await first_question(slack)
        reply = await say(slack, "only &lt;!channel&gt; sources", thread=start, replies=2)
    assert "<!" not in reply.text
    assert "Harbour Ledger" in reply.text


async def test_a_command_has_no_thread_to_follow(slack: Slack, opened: Open) -> None:
    async with running(opened()):
        await slack.wait_for_connections()
        await slack.command("/brief", "who said that?")
        reply = await slack.wait_for_ephemeral()
    assert "no earlier brief" in reply.text
