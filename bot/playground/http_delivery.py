"""HTTP mode: envelopes as signed POST requests to the bot's own URL."""

import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from bot.playground.delivery import Delivery, DeliveryFailed
from bot.playground.records import Json

_OK = 200
_BAD_REQUEST = 400


def signature(secret: str, timestamp: str, body: str) -> str:
    """The value of `x-slack-signature` for a body sent at this time stamp (seconds since the epoch)."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return f"v0={digest}"


class HttpDelivery:
    """Posts to the bot's request URL.

    `wall_time` is the time in signatures: always the real one outside tests, because the bot compares it with its own.
    """

    def __init__(
        self, session: aiohttp.ClientSession, *, url: str, signing_secret: str, wall_time: Callable[[], float]
    ) -> None:
        self.url = url
        self._session = session
        self._secret = signing_secret
        self._wall_time = wall_time

    @property
    def ready(self) -> bool:
        return True

    async def verify_url(self, challenge: str = "a-challenge") -> bool:
        """True if the bot echoes the challenge, as Slack demands before it accepts a request URL."""
        body = json.dumps({"type": "url_verification", "token": "", "challenge": challenge})
        status, text = await self._post(body, "application/json", {})
        return status == _OK and challenge in text

    async def send(self, delivery: Delivery) -> Json:
        """Posts the envelope's payload the way its kind is posted. Raises DeliveryFailed."""
        retry: dict[str, str] = {}
        if delivery.retry_num:
            retry = {"x-slack-retry-num": str(delivery.retry_num), "x-slack-retry-reason": delivery.retry_reason}
        body, content_type = _body(delivery)
        try:
            status, text = await self._post(body, content_type, retry)
        except aiohttp.ClientError as error:
            raise DeliveryFailed("connection_failed") from error
        if status >= _BAD_REQUEST:
            raise DeliveryFailed("http_error")
        return _answer(text)

    async def _post(self, body: str, content_type: str, headers: dict[str, str]) -> tuple[int, str]:
        timestamp = str(int(self._wall_time()))
        headers = {
            "content-type": content_type,
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._secret, timestamp, body),
            **headers,
        }
        async with self._session.post(self.url, data=body.encode(), headers=headers) as response:
            return response.status, await response.text()


def _body(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload), "application/json"
    fields = delivery.payload if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"


def _answer(text: str) -> Json:
    """What the bot said along with its acknowledgement; plain text counts as a message's text."""
    if not text.strip():
        return {}
    try:
        answer = json.loads(text)
    except ValueError:
        return {"text": text}
    return answer if isinstance(answer, dict) else {"text": text}
