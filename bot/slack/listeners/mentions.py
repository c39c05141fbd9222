"""Questions asked by mentioning the bot in a channel, or by writing to it directly: answered in their thread."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.services import Services
from bot.slack.answers import Asked, answer_to
from bot.slack.claims import Claims, names_of
from bot.slack.incoming import mentions, question_in
from bot.slack.posting import Thread, replied, reply, show_status
from bot.slack.words import HOW_TO_MENTION
from bot.slack.work import Work

_WRITTEN_BY_PEOPLE = (None, "file_share", "thread_broadcast")
"""The subtypes of messages that somebody wrote; others report edits, deletions, joinings and the like."""

log = logging.getLogger(__name__)


def asks_the_bot(event: dict[str, Any], bot_user: str) -> bool:
    """True for a person's mention of the bot or direct message to it, in any event that tells of it."""
    if event.get("bot_id") or not event.get("user") or event["user"] in (bot_user, "USLACKBOT"):
        return False
    if event.get("subtype") not in _WRITTEN_BY_PEOPLE:
        return False
    if event.get("type") == "app_mention" or event.get("channel_type") == "im":
        return True
    return mentions(event.get("text") or "", bot_user)


def register(app: AsyncApp, services: Services, claims: Claims, work: Work) -> None:
    """Answers what people ask by `app_mention` and by `message`, which tell of one post twice."""
    desk = _Desk(services, claims, work)

    # Bolt acknowledges events before it runs their listeners.
    @app.event("app_mention")
    @app.event("message")
    async def on_message(
        event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        bot_user = context.bot_user_id or ""
        if asks_the_bot(event, bot_user):
            with work.in_hand():
                names = names_of(body.get("team_id"), body.get("event_id"), event["channel"], event["ts"])
                thread = Thread(event["channel"], event.get("thread_ts") or event["ts"], event["ts"])
                question = question_in(event.get("text") or "", bot_user)
                await desk.answer_once(names, question, event["user"], thread, client)


@dataclass(frozen=True)
class _Desk:
    services: Services
    claims: Claims
    work: Work

    async def answer_once(
        self, names: tuple[str, ...], question: str, user: str, thread: Thread, client: AsyncWebClient
    ) -> None:
        """Answers unless that is done or being done; a failure gives the next delivery its chance.

        Raises what went wrong the first time, so that people are told; a second failure only goes to the log.
        """
        claim = await asyncio.to_thread(self.claims.claim, names)
        if claim is None:
            return
        try:
            if not (claim.repeated and await replied(client, thread)):
                await self._answer(question, user, thread, client)
        except asyncio.CancelledError:
            self.claims.release(claim)
            raise
        except Exception:
            await asyncio.to_thread(self.claims.release, claim, apologised=True)
            if not claim.apologised:
                raise
            log.exception("failed again, after people had been told")
            await show_status(client, thread, "")
        else:
            await asyncio.to_thread(self.claims.finish, claim)

    async def _answer(self, question: str, user: str, thread: Thread, client: AsyncWebClient) -> None:
        asked = Asked(question, thread=f"{thread.channel}:{thread.ts}", asked_by=user)
        status = asyncio.create_task(show_status(client, thread))
        try:
            answer = await self.work.in_thread(lambda: answer_to(asked, self.services.conversation, HOW_TO_MENTION))
        finally:
            await status  # before the answer, which clears it; afterwards it would stay
        await reply(client, thread, text=answer.text, blocks=answer.blocks)
