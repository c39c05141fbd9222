"""Digests into Slack channels, each with its week in the message's metadata."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.digest.digest import Digest
from bot.digest.week import Week
from bot.settings import Settings
from bot.slack.blocks.digest import digest_message
from bot.slack.posting import retry_handlers
from bot.slack.refusals import BLOCKS_REFUSED, PASSING, reason_of
from store import FixSetup, TryLater

DIGEST_EVENT = "evenhand_digest"
PAGE = 200
TIMEOUT_S = 30

_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]+")
_REMEDIES = {
    "not_in_channel": "invite the bot there with /invite",
    "channel_not_found": "check EVENHAND_DIGEST_CHANNEL and, for a private channel, invite the bot with /invite",
    "is_archived": "choose another EVENHAND_DIGEST_CHANNEL",
    "missing_scope": "add the scopes that the README lists to the Slack app and install it again",
    "restricted_action": "ask a workspace admin to let the bot post there",
}
_TOKEN_REMEDY = "check SLACK_BOT_TOKEN: it stands in the Slack app's settings under “OAuth & Permissions”"  # noqa: S105
_OTHER_REMEDY = "look the word in brackets up in Slack's documentation of that method"

Method = Callable[..., Awaitable[AsyncSlackResponse]]


class SlackDigestPoster:
    """A `bot.digest.deliver.DigestPoster` that posts as the bot that the token belongs to."""

    def __init__(self, token: str | None, base_url: str) -> None:
        # A client of its own: as it comes, the SDK sends a call again when the connection breaks, and a digest whose
        # answer was lost would stand there twice.
        self._client = AsyncWebClient(
            token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=retry_handlers()
        )

    @classmethod
    def from_settings(cls, settings: Settings) -> "SlackDigestPoster":
        token = settings.slack_bot_token
        return cls(token.get_secret_value().strip() if token else None, settings.slack_api_url)

    async def find(self, channel: str, week: str) -> str | None:
        """The time stamp of the bot's digest of that week in the channel, or None."""
        channel_id = await self._channel_id(channel)
        my_bot_id = (await self._call(self._client.auth_test)).get("bot_id")
        # Digests come after their week; a day more, because time zones end it at different times.
        oldest = datetime.combine(Week.read(week).last_day, time(), UTC) - timedelta(days=1)
        options = {"channel": channel_id, "oldest": f"{oldest.timestamp():.6f}", "include_all_metadata": True}
        async for message in self._pages(self._client.conversations_history, "messages", **options):
            metadata = message.get("metadata") or {}
            is_digest = metadata.get("event_type") == DIGEST_EVENT and message.get("bot_id") == my_bot_id
            if is_digest and metadata.get("event_payload", {}).get("week") == week:
                return str(message["ts"])
        return None

    async def post(self, channel: str, digest: Digest) -> str:
        """Post the digest, as text alone where Slack refuses the blocks; returns the message's time stamp."""
        blocks, text = digest_message(digest)
        message = {
            "channel": await self._channel_id(channel),
            "text": text,
            "metadata": {"event_type": DIGEST_EVENT, "event_payload": {"week": digest.week}},
            "parse": "none",
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        try:
            posted = await self._call(self._client.chat_postMessage, **message, blocks=blocks)
        except _BlocksRefused:
            posted = await self._call(self._client.chat_postMessage, **message)
        return str(posted["ts"])

    async def _channel_id(self, channel: str) -> str:
        """`C0123…` as it is; the id of the channel that `#name` or `name` names."""
        if _CHANNEL_ID.fullmatch(channel):
            return channel
        name = channel.removeprefix("#")
        options = {"types": "public_channel,private_channel", "exclude_archived": True}
        async for found in self._pages(self._client.conversations_list, "channels", **options):
            if found.get("name") == name:
                return str(found["id"])
        raise FixSetup(f"Slack shows the bot no channel {channel}; {_REMEDIES['channel_not_found']}.")

    async def _pages(self, method: Method, key: str, **options: Any) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        while True:
            page = await self._call(method, **options, limit=PAGE, **({"cursor": cursor} if cursor else {}))
            for item in page.get(key) or ():
                yield item
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _call(self, method: Method, **options: Any) -> dict[str, Any]:
        """What Slack answers. Raises TryLater or FixSetup in place of the SDK's errors."""
        try:
            response = await method(**options)
        except SlackApiError as error:
            raise _with_remedy(method.__name__, error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLater(f"Slack cannot be reached ({error or 'no answer in time'}).") from error
        return response.data if isinstance(response.data, dict) else {}


class _BlocksRefused(FixSetup):
    """Slack took none of the message because of its blocks."""


def _with_remedy(method: str, error: SlackApiError) -> Exception:
    reason = reason_of(error)
    # An answer without a word of Slack's comes from something in between, such as a proxy.
    if not reason or reason in PASSING:
        return TryLater(f"Slack refused {method} for now ({reason or 'no reason given'}).")
    if reason in BLOCKS_REFUSED:
        return _BlocksRefused(f"Slack refused the digest's blocks ({reason}); please report this as a bug.")
    about_token = "auth" in reason or "token" in reason or reason == "account_inactive"
    remedy = _REMEDIES.get(reason, _TOKEN_REMEDY if about_token else _OTHER_REMEDY)
    return FixSetup(f"Slack refused {method} ({reason}); {remedy}.")
