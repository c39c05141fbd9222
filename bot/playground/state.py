"""A Slack workspace in memory: who and what is in it, and every change told to its watchers.

No transport here: the Web API, the sockets and a page in a browser all read and write this one object.
"""

import itertools
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace

from bot.playground.clock import Clock
from bot.playground.faults import Fault, Faults
from bot.playground.records import (
    ApiCall,
    Change,
    ChangeKind,
    Channel,
    File,
    Json,
    Message,
    Prompts,
    ResponseUrl,
    Status,
    Trigger,
    User,
    View,
)

STATUS_LASTS_S = 120
SLACKBOT = "USLACKBOT"
"""Who tells users what went wrong; a member of no list."""


@dataclass
class Identity:
    """Who the app is in this workspace, and the secrets it is given."""

    team_id: str = "T0HARBOUR"
    team_name: str = "Harbour Desk"
    team_domain: str = "harbour-desk"
    app_id: str = "A0EVENHAND"
    bot_id: str = "B0EVENHAND"
    bot_user: str = "U0EVENHAND"
    bot_token: str = "xoxb-playground"  # noqa: S105 - opens nothing but this look-alike
    app_token: str = "xapp-playground"  # noqa: S105 - the same
    signing_secret: str = "playground-signing-secret"  # noqa: S105 - the same


@dataclass
class Workspace:
    """Everything that Slack would remember.

    `scopes` None grants everything; `posts_per_channel_s` set enforces that many seconds between two posts in a
    channel; `unsupported_blocks` are block types this workspace refuses as unknown.
    """

    clock: Clock
    me: Identity = field(default_factory=Identity)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    statuses: list[Status] = field(default_factory=list)
    prompts: list[Prompts] = field(default_factory=list)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    calls: list[ApiCall] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    scopes: set[str] | None = None
    posts_per_channel_s: float | None = None
    unsupported_blocks: set[str] = field(default_factory=set)
    last_post_by_bot: dict[str, float] = field(default_factory=dict)
    _watchers: list[Callable[[Change], None]] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _last_ts_us: int = 0

    def watch(self, watcher: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `watcher` with every change from now on, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self, change: Change) -> None:
        for watcher in tuple(self._watchers):
            watcher(change)

    def new_id(self, prefix: str) -> str:
        """An identifier nobody had before, such as `V0000000007`."""
        return f"{prefix}{next(self._numbers):010d}"

    def new_ts(self) -> str:
        """A message's time stamp: unique in the workspace and later than every earlier one."""
        self._last_ts_us = max(round(self.clock.now() * 1_000_000), self._last_ts_us + 100)
        return f"{self._last_ts_us // 1_000_000}.{self._last_ts_us % 1_000_000:06d}"

    # People and places

    def add_user(self, user: User) -> User:
        self.users[user.id] = user
        return user

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, [])
        return channel

    def dm_with(self, user: str) -> Channel:
        """The direct messages of this user and the bot, opened if they were not. Raises KeyError for nobody."""
        for channel in self.channels.values():
            if channel.im_with == user:
                return channel
        name = self.users[user].name
        return self.add_channel(Channel(f"D{user}", name, im_with=user, members={user, self.me.bot_user}))

    def find_channel(self, name_or_id: str) -> Channel | None:
        """By id, by name with or without `#`, or by the id of a user one writes to directly."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        if name_or_id in self.users and not self.users[name_or_id].is_bot:
            return self.dm_with(name_or_id)
        wanted = name_or_id.removeprefix("#")
        return next((channel for channel in self.channels.values() if channel.name == wanted), None)

    # Messages

    def post(self, message: Message) -> Message:
        """Puts a message into its channel, for everybody or for one user only."""
        message.blocks = self._named(message.blocks)
        if message.ephemeral_to is not None:
            self.ephemerals.append(message)
            self.tell(Change("ephemeral_posted", message=message))
            return message
        self.messages[message.channel].append(message)
        if message.bot_id is not None and message.thread_ts is not None:
            self._clear_status(message.channel, message.thread_ts)
        self.tell(Change("message_posted", message=message))
        return message

    def change(self, message: Message, **new: object) -> Message:
        """Gives a message new text, blocks… in place. `edited_ts` is set unless it still streams."""
        before = replace(message, blocks=deepcopy(message.blocks))
        for name, value in new.items():
            setattr(message, name, value)
        message.blocks = self._named(message.blocks)
        if not message.streaming:
            message.edited_ts = self.new_ts()
        kind: ChangeKind = "message_changed" if message.ephemeral_to is None else "ephemeral_changed"
        self.tell(Change(kind, message=message, previous=before))
        return message

    def delete(self, message: Message) -> None:
        if message.ephemeral_to is not None:
            self.ephemerals.remove(message)
            self.tell(Change("ephemeral_changed", previous=message))
            return
        self.messages[message.channel].remove(message)
        self.tell(Change("message_deleted", previous=message))

    def find_message(self, channel: str, ts: str) -> Message | None:
        return next((message for message in self.messages.get(channel, ()) if message.ts == ts), None)

    def thread(self, channel: str, thread_ts: str) -> list[Message]:
        """The message that began the thread, if it is still there, and its replies, oldest first."""
        return [m for m in self.messages.get(channel, ()) if thread_ts in (m.ts, m.thread_ts)]

    def top_level(self, channel: str) -> list[Message]:
        """What the channel shows outside threads, oldest first."""
        return [m for m in self.messages.get(channel, ()) if not m.is_reply or m.reply_broadcast]

    def react(self, message: Message, emoji: str, user: str) -> bool:
        """False if that user had reacted so already."""
        users = message.reactions.setdefault(emoji, [])
        if user in users:
            return False
        users.append(user)
        self.tell(Change("reaction_added", message=message, user=user, detail=emoji))
        return True

    # The bot at work

    def set_status(self, channel: str, thread_ts: str, text: str, loading_messages: Iterable[str] = ()) -> None:
        self.statuses.append(Status(channel, thread_ts, text, tuple(loading_messages), self.clock.now()))
        self.tell(Change("status_set", detail=text))

    def status_of(self, channel: str, thread_ts: str) -> str:
        """What stands under the thread now; empty if nothing does or it ran out."""
        for status in reversed(self.statuses):
            if (status.channel, status.thread_ts) == (channel, thread_ts):
                return status.text if self.clock.now() - status.at < STATUS_LASTS_S else ""
        return ""

    def _clear_status(self, channel: str, thread_ts: str) -> None:
        if self.status_of(channel, thread_ts):
            self.set_status(channel, thread_ts, "")

    def _named(self, blocks: list[Json]) -> list[Json]:
        return [{**block, "block_id": block.get("block_id") or self.new_id("b")} for block in blocks]

    # Interactions

    def new_trigger(self, user: str) -> str:
        trigger = Trigger(self.new_id("trigger."), user, self.clock.now())
        self.triggers[trigger.id] = trigger
        return trigger.id

    def new_response_url(
        self, channel: str, user: str, *, message: Message | None = None, thread_ts: str | None = None
    ) -> ResponseUrl:
        url = ResponseUrl(self.new_id("R"), channel, user, self.clock.now(), thread_ts, message)
        self.response_urls[url.id] = url
        return url

    def modals_of(self, user: str) -> list[View]:
        """The modals this user has open, the one in front last."""
        return [view for view in self.views.values() if view.user == user and not view.closed]

    def new_view(self, user: str, body: Json, *, below: View | None = None) -> View:
        view_id = self.new_id("V")
        root = below.root_id if below else view_id
        body = body | {"blocks": self._named(body.get("blocks", []))}
        return View(view_id, user, body, self.new_id("h."), root, below.id if below else None)

    def show_view(self, view: View) -> View:
        """Puts a modal in front of its user."""
        self.views[view.id] = view
        self.tell(Change("view_opened", user=view.user, detail=view.id))
        return view

    def change_view(self, view: View, body: Json) -> View:
        view.body = body | {"blocks": self._named(body.get("blocks", []))}
        view.hash = self.new_id("h.")
        self.tell(Change("view_changed", user=view.user, detail=view.id))
        return view

    def publish_home(self, user: str, body: Json) -> View:
        """Sets what the user's Home tab of the app shows."""
        home = self.homes.get(user)
        if home is None:
            home = self.homes[user] = self.new_view(user, body)
        else:
            home.body = body | {"blocks": self._named(body.get("blocks", []))}
            home.hash = self.new_id("h.")
        self.tell(Change("home_published", user=user))
        return home

    # What goes wrong on demand

    def rate_limit(self, method: str, *, times: int = 1, retry_after_s: int = 1) -> None:
        """The next `times` calls of `method` are answered 429 with `Retry-After`."""
        self.faults.add(method, Fault("ratelimited", 429, retry_after_s), times=times)

    def fail(self, method: str, error: str = "internal_error", *, status: int = 200, times: int = 1) -> None:
        """The next `times` calls of `method` are refused with this error and do nothing."""
        self.faults.add(method, Fault(error, status), times=times)

    def lose_response(self, method: str, *, times: int = 1, status: int | None = None) -> None:
        """The next `times` calls do their work, but the caller is not told.

        The connection closes without an answer, or, with `status`, the answer is that HTTP error.
        """
        fault = Fault("internal_error", status or 200, after_effect=True, hang_up=status is None)
        self.faults.add(method, fault, times=times)

    def refuse_streaming(self, error: str = "feature_not_enabled") -> None:
        """From now on no stream can be started here, as in workspaces that do not have the feature."""
        self.faults.standing["chat.startStream"] = Fault(error)

    def kill_streams(self) -> None:
        """Every stream running now dies: its next call is answered `message_not_in_streaming_state`."""
        for messages in self.messages.values():
            for message in messages:
                if message.streaming:
                    self.expire_stream(message)

    def expire_stream(self, message: Message) -> None:
        message.stream_expired = True
        self.change(message, streaming=False)
