"""The nouns of a Slack workspace, as plain records."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class User:
    """A member of the workspace. `tz` is an IANA name, `locale` as Slack writes it (`en-US`)."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/Berlin"
    locale: str = "en-US"
    is_admin: bool = False
    is_bot: bool = False


@dataclass
class Channel:
    """A conversation: a public or private channel, or (with `im_with`) the direct messages of one user and the bot."""

    id: str
    name: str
    is_private: bool = False
    im_with: str | None = None
    is_archived: bool = False
    members: set[str] = field(default_factory=set)

    @property
    def type(self) -> Literal["channel", "group", "im"]:
        """What Slack calls `channel_type` in events."""
        if self.im_with is not None:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass
class File:
    """A file that somebody uploaded."""

    id: str
    name: str
    mimetype: str
    content: bytes
    user: str
    created: int


@dataclass
class Message:
    """One message, ephemeral if `ephemeral_to` names the only user who sees it.

    `streaming` is True between chat.startStream and its end; `stream_expired` once Slack gave the stream up.
    """

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    metadata: Json | None = None
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited_ts: str | None = None
    ephemeral_to: str | None = None
    reply_broadcast: bool = False
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    streaming: bool = False
    stream_started_at: float | None = None
    stream_expired: bool = False

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class View:
    """A modal that a user has open, or their Home tab. `root_id` is the lowest modal of its stack."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    closed: bool = False

    @property
    def type(self) -> str:
        return str(self.body.get("type", "modal"))


@dataclass(frozen=True)
class Status:
    """A line such as "… is thinking" under a thread; an empty `text` took it away."""

    channel: str
    thread_ts: str
    text: str
    loading_messages: tuple[str, ...]
    at: float


@dataclass(frozen=True)
class Prompts:
    """Prompts suggested to a user in the bot's direct messages."""

    channel: str
    thread_ts: str | None
    title: str | None
    prompts: tuple[Json, ...]


@dataclass
class ResponseUrl:
    """A URL that a command or an interaction carries: 5 uses in 30 minutes. `message` is what was clicked on."""

    id: str
    channel: str
    user: str
    created_at: float
    thread_ts: str | None = None
    message: Message | None = None
    uses: int = 0


@dataclass
class Trigger:
    """Lets the bot open one modal within 3 seconds of what a user did."""

    id: str
    user: str
    created_at: float
    used: bool = False


@dataclass(frozen=True)
class ApiCall:
    """One call of the Web API. `error` is None where Slack answered ok."""

    method: str
    args: Json
    at: float
    status: int
    error: str | None
    response: Json


ChangeKind = Literal[
    "message_posted",
    "message_changed",
    "message_deleted",
    "ephemeral_posted",
    "ephemeral_changed",
    "reaction_added",
    "status_set",
    "prompts_set",
    "title_set",
    "view_opened",
    "view_changed",
    "view_closed",
    "home_opened",
    "home_published",
    "member_joined",
    "api_called",
    "delivery_changed",
    "connection_changed",
]


@dataclass(frozen=True)
class Change:
    """Something that happened in the workspace, told to whoever watches it."""

    kind: ChangeKind
    message: Message | None = None
    previous: Message | None = None
    user: str | None = None
    detail: str | None = None
