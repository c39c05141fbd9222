"""What people read when something goes wrong: one sentence. The traceback goes to the log, under a reference."""

import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.posting import respond
from bot.slack.text import escape, one_line
from bot.slack.words import failed
from store import EvenhandError

log = logging.getLogger(__name__)


def sentence_for(error: Exception, reference: str) -> str:
    """An EvenhandError's own message, which is written to be shown; for anything else only the reference."""
    return escape(one_line(str(error))) if isinstance(error, EvenhandError) else failed(reference)


def register(app: AsyncApp, new_id: Callable[[], str]) -> None:
    """Every error that a listener lets through becomes one sentence where the listener was asked."""

    @app.error
    async def on_error(error: Exception, body: dict[str, Any], client: AsyncWebClient) -> None:
        reference = new_id()
        log.error("reference %s: %s", reference, type(error).__name__, exc_info=error)
        text = sentence_for(error, reference)
        event = body.get("event") or {}
        try:
            if "response_url" in body:
                await respond(body["response_url"], text=text)
            elif "channel" in event and "ts" in event:
                thread_ts = event.get("thread_ts") or event["ts"]
                await client.chat_postMessage(channel=event["channel"], thread_ts=thread_ts, text=text, parse="none")
        except (EvenhandError, SlackApiError, aiohttp.ClientError, TimeoutError):
            log.exception("reference %s could not be told to anybody", reference)
