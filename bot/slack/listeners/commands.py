"""Slash commands: answered to the person who entered them alone."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.services import Services
from bot.slack.blocks.brief import brief_message
from bot.slack.incoming import asks_something, question_in
from bot.slack.posting import respond
from bot.slack.words import HOW_TO_COMMAND
from bot.slack.work import Work


def register(app: AsyncApp, services: Services, work: Work) -> None:
    @app.command("/brief")
    async def on_brief(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack()
        with work.in_hand():
            question = question_in(command.get("text") or "", bot_user="")
            if not asks_something(question):
                await respond(command["response_url"], text=HOW_TO_COMMAND)
                return
            brief = await work.in_thread(lambda: services.answerer.answer(question))
            blocks, text = brief_message(brief)
            await respond(command["response_url"], text=text, blocks=blocks)
