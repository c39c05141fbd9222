"""Slash commands: answered to the person who entered them alone."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services import Services
from bot.slack.answers import Asked, answer_to
from bot.slack.incoming import question_in
from bot.slack.posting import respond
from bot.slack.words import HOW_TO_COMMAND
from bot.slack.work import Work


def register(app: AsyncApp, services: Services, work: Work) -> None:
    @app.command("/brief")
    async def on_brief(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        with work.in_hand():
            question = question_in(command.get("text") or "", bot_user="")
            asked = Asked(question, asked_by=command.get("user_id"))
            answer = await work.in_thread(lambda: answer_to(asked, services.conversation, HOW_TO_COMMAND))
            await respond(command["response_url"], text=answer.text, blocks=answer.blocks)
