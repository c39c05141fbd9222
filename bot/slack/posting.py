"""Sending what the bot has to say: once, within what this workspace can show, at the pace Slack asks for."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.models.blocks import Block
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.refusals import BLOCKS_REFUSED, MAYBE_DONE, reason_of
from bot.slack.words import STATUS
from store import TryLater

BRIEF_EVENT = "evenhand_brief"
STATUS_WITHIN_S = 2.0
RATE_LIMIT_RETRIES = 5

_OK = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Thread:
    """Where an answer goes. `question_ts` is the message that asked, which may be a reply in the thread."""

    channel: str
    ts: str
    question_ts: str

    @property
    def metadata(self) -> dict[str, Any]:
        """What the answer carries, so that a sender cut off in the middle finds out whether it had been posted."""
        return {"event_type": BRIEF_EVENT, "event_payload": {"question_ts": self.question_ts}}


def retry_handlers() -> list[AsyncRetryHandler]:
    """Waits as long as a 429 says. Nothing else is repeated unseen: a post whose answer got lost may have arrived."""
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_RETRIES)]


async def show_status(client: AsyncWebClient, thread: Thread, status: str = STATUS) -> None:
    """Says under the thread that the bot is at work; an empty status takes that back, as every reply does.

    A nicety: whatever goes wrong with it goes by in silence.
    """
    call = client.assistant_threads_setStatus(channel_id=thread.channel, thread_ts=thread.ts, status=status)
    try:
        await asyncio.wait_for(call, STATUS_WITHIN_S)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.debug("no status shown: %s", reason_of(error) or type(error).__name__)


async def reply(client: AsyncWebClient, thread: Thread, *, text: str, blocks: Sequence[Block] | None = None) -> None:
    """Posts into the thread, as plain text where this workspace refuses the blocks.

    Where it stays unknown whether Slack took the post, the thread is looked at before it is posted again.
    Raises what the second attempt raises.
    """
    try:
        await _post(client, thread, text, blocks)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        reason = reason_of(error)
        if reason in BLOCKS_REFUSED:
            log.warning("blocks were refused (%s); sending plain text", reason)
            await _post(client, thread, text, None)
        elif reason and reason not in MAYBE_DONE:
            raise
        elif not await replied(client, thread):
            await _post(client, thread, text, blocks)


async def replied(client: AsyncWebClient, thread: Thread) -> bool:
    """True if the thread holds this question's answer; False too where it cannot be read."""
    try:
        page = await client.conversations_replies(
            channel=thread.channel, ts=thread.ts, oldest=thread.question_ts, include_all_metadata=True, limit=200
        )
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("the thread cannot be read: %s", reason_of(error) or type(error).__name__)
        return False
    messages: list[dict[str, Any]] = page.get("messages") or []
    return any(_same(message.get("metadata") or {}, thread.metadata) for message in messages)


async def respond(response_url: str, *, text: str, blocks: Sequence[Block] | None = None) -> None:
    """Answers a command to its user alone, as plain text where blocks are refused.

    Raises TryLater where Slack takes neither.
    """
    webhook = AsyncWebhookClient(response_url, retry_handlers=retry_handlers())
    private: dict[str, Any] = {"response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}
    answer = await webhook.send(text=text, blocks=blocks, **private)
    if blocks and any(reason in answer.body for reason in BLOCKS_REFUSED):
        log.warning("blocks were refused (%s); sending plain text", answer.body)
        answer = await webhook.send(text=text, **private)
    if answer.status_code != _OK:
        raise TryLater("Slack did not take my answer; please send the command again.")


async def _post(client: AsyncWebClient, thread: Thread, text: str, blocks: Sequence[Block] | None) -> None:
    await client.chat_postMessage(
        channel=thread.channel,
        thread_ts=thread.ts,
        text=text,
        blocks=blocks,
        metadata=thread.metadata,
        parse="none",
        link_names=False,
        unfurl_links=False,
        unfurl_media=False,
    )


def _same(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(found.get(key) == value for key, value in wanted.items())
