"""One call of the Web API: its arguments read as Slack reads them, and the errors it can end in."""

import json
from dataclasses import dataclass
from typing import Any

from bot.playground.records import Channel, Json, Message
from bot.playground.state import Workspace


class ApiError(Exception):
    """An answer with ok false. `messages` go into `response_metadata`, `extra` beside the error."""

    def __init__(self, error: str, messages: tuple[str, ...] = (), **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.extra = extra

    def body(self) -> Json:
        body: Json = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


@dataclass(frozen=True)
class Call:
    """The arguments of one call, its workspace, and the address the look-alike is reached at."""

    method: str
    args: Json
    workspace: Workspace
    base_url: str

    def text(self, name: str) -> str | None:
        """A string argument, None if it is not given. Numbers pass as their digits, as in a form."""
        value = self.args.get(name)
        if value is None:
            return None
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        raise ApiError("invalid_arguments", (f"must be a string [json-pointer:/{name}]",))

    def required(self, name: str) -> str:
        """A string argument that must be there and not be empty."""
        value = self.text(name)
        if not value:
            raise ApiError("invalid_arguments", (f"missing required field: {name}",))
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def flag_or_none(self, name: str) -> bool | None:
        return None if self.args.get(name) is None else self.flag(name)

    def count(self, name: str, *, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        value = self.text(name)
        if value is None:
            return default
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise ApiError("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(value)

    def parsed(self, name: str, *, error: str = "invalid_arguments") -> Any:
        """An argument that is JSON, whether it came as such or as text in a form. Raises `error` if it is neither."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as cause:
            raise ApiError(error) from cause

    def channel(self, name: str = "channel") -> Channel:
        """The channel the bot may act in. Raises channel_not_found, is_archived or not_in_channel."""
        channel = self.any_channel(name)
        if channel.is_archived:
            raise ApiError("is_archived")
        if self.workspace.me.bot_user not in channel.members:
            raise ApiError("not_in_channel")
        return channel

    def any_channel(self, name: str = "channel") -> Channel:
        channel = self.workspace.find_channel(self.required(name))
        if channel is None or (channel.is_private and self.workspace.me.bot_user not in channel.members):
            raise ApiError("channel_not_found")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        message = self.workspace.find_message(channel.id, self.required(name))
        if message is None:
            raise ApiError("message_not_found")
        return message
