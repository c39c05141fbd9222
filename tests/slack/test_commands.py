"""Promises of the slash command, over real WebSockets."""

import pytest

from bot.playground.driver import Slack
from bot.slack.words import HOW_TO_COMMAND
from tests.slack.conftest import FakeAnswerer

QUESTION = "What are the arguments for and against open models?"
pytestmark = pytest.mark.usefixtures("bot")


async def test_the_command_answers_only_the_person_who_asked(slack: Slack, answerer: FakeAnswerer) -> None:
    await slack.command("/brief", QUESTION, user="U2")
    reply = await slack.wait_for_ephemeral("U2")
    assert reply.blocks[0]["text"]["text"] == "Open models: for and against"
    assert "Lower cost" in reply.text
    assert slack.from_bot("C1") == []
    assert slack.ephemerals("U1") == []
    assert answerer.questions == [QUESTION]


async def test_the_command_is_acknowledged_before_the_answer_is_there(slack: Slack, answerer: FakeAnswerer) -> None:
    answerer.may_answer.clear()
    entered = await slack.command("/brief", QUESTION)
    assert (await slack.wait_for_answer(entered)).outcome == "acknowledged"
    assert slack.ephemerals("U1") == []
    answerer.may_answer.set()
    assert "Lower cost" in (await slack.wait_for_ephemeral()).text


@pytest.mark.parametrize("text", ["", "  ", "help", "Help", "hi there", "thank you"])
async def test_the_command_without_a_question_explains_itself(slack: Slack, answerer: FakeAnswerer, text: str) -> None:
    await slack.command("/brief", text)
    assert (await slack.wait_for_ephemeral()).text == HOW_TO_COMMAND
    assert answerer.questions == []


async def test_an_error_is_told_to_the_person_who_asked(
    slack: Slack, answerer: FakeAnswerer, caplog: pytest.LogCaptureFixture
) -> None:
    answerer.error = RuntimeError("private")
    await slack.command("/brief", QUESTION)
    sorry = await slack.wait_for_ephemeral()
    (record,) = [one for one in caplog.records if "reference" in one.getMessage()]
    assert record.getMessage().split()[1].rstrip(":") in sorry.text
    assert "private" not in sorry.text
    assert slack.from_bot("C1") == []


async def test_where_blocks_are_refused_the_command_answers_in_plain_text(slack: Slack) -> None:
    slack.workspace.unsupported_blocks = {"context"}
    await slack.command("/brief", QUESTION)
    reply = await slack.wait_for_ephemeral()
    assert reply.blocks == []
    assert "Lower cost" in reply.text
