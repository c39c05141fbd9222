"""Slack as its people use it: they write, click and wait; tests and the demo act through this."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.playground import interactions
from bot.playground.clock import Clock, SystemClock
from bot.playground.delivery import Delivery
from bot.playground.events import home_opened, user_blocks
from bot.playground.http_delivery import HttpDelivery
from bot.playground.look import Look
from bot.playground.records import Change, File, Json, Message, View
from bot.playground.sample import sample_workspace
from bot.playground.server import Server
from bot.playground.state import Workspace
from bot.playground.switchboard import Switchboard


class Slack(Look):
    """People at work in the look-alike. What they do is on its way when a method returns; waiting is separate."""

    def __init__(self, board: Switchboard) -> None:
        super().__init__(board)
        self._board = board

    @property
    def api_url(self) -> str:
        """What the bot takes as `SLACK_API_URL`."""
        return f"{self._board.base_url}/api/"

    @property
    def bot_token(self) -> str:
        return self.workspace.me.bot_token

    @property
    def app_token(self) -> str:
        return self.workspace.me.app_token

    @property
    def signing_secret(self) -> str:
        return self.workspace.me.signing_secret

    # Writing

    async def post(
        self,
        channel: str,
        text: str,
        *,
        user: str = "U1",
        thread_ts: str | None = None,
        files: list[File] | None = None,
        deliveries: int = 1,
    ) -> Message:
        """A user writes into a channel or a thread; each event about it reaches the bot `deliveries` times."""
        message = Message(
            channel,
            self.workspace.new_ts(),
            user,
            text,
            user_blocks(text) if text else [],
            thread_ts=thread_ts,
            files=[file.id for file in files or ()],
        )
        self.workspace.post(message)
        for _ in range(deliveries - 1):
            self._board.redeliver(message)
        return message

    async def mention(
        self, channel: str, text: str, *, user: str = "U1", thread_ts: str | None = None, deliveries: int = 1
    ) -> Message:
        """A user writes to the bot by its name, which is put first unless the text has it."""
        name = f"<@{self.workspace.me.bot_user}>"
        words = text if name in text else f"{name} {text}"
        return await self.post(channel, words, user=user, thread_ts=thread_ts, deliveries=deliveries)

    async def direct_message(self, text: str, *, user: str = "U1", thread_ts: str | None = None) -> Message:
        """A user writes to the bot alone."""
        return await self.post(self.workspace.dm_with(user).id, text, user=user, thread_ts=thread_ts)

    async def upload(self, channel: str, name: str, content: bytes, *, text: str = "", **post: Any) -> Message:
        """A user shares a file, with some words if `text` has any."""
        mimetype = {"pdf": "application/pdf", "html": "text/html"}.get(name.rpartition(".")[2], "text/plain")
        user = post.get("user", "U1")
        created = int(self.workspace.clock.now())
        file = File(self.workspace.new_id("F"), name, mimetype, content, user, created)
        self.workspace.files[file.id] = file
        return await self.post(channel, text, files=[file], **post)

    async def edit(self, message: Message, text: str) -> Message:
        """A user rewrites what they wrote."""
        return self.workspace.change(message, text=text, blocks=user_blocks(text))

    async def delete(self, message: Message) -> None:
        """A user takes back what they wrote."""
        self.workspace.delete(message)

    async def react(self, message: Message, emoji: str, *, user: str = "U1") -> None:
        self.workspace.react(message, emoji, user)

    def redeliver(self, message: Message, *, retry_num: int = 0, retry_reason: str = "") -> list[Delivery]:
        """The events about this message reach the bot once more, with or without a retry's headers."""
        return self._board.redeliver(message, retry_num=retry_num, retry_reason=retry_reason)

    def lose_next_deliveries(self, count: int = 1) -> None:
        """The next attempts to deliver anything never reach the bot."""
        self._board.courier.lose_next = count

    # Using the app

    async def command(self, name: str, text: str = "", channel: str = "C1", user: str = "U1") -> Delivery:
        """A user enters a slash command."""
        form = interactions.command(self._board, name=name, text=text, channel=channel, user=user)
        return self._board.send_command(form)

    async def click(
        self, source: Message | View, action_id: str, user: str | None = None, *, value: Any = None
    ) -> Delivery:
        """A user clicks a button, or picks `value` in a menu, of a message, a modal or the Home tab.

        `user` is U1, or whoever has the modal or Home tab. Raises LookupError if the element is not there.
        """
        who = user or (source.user if isinstance(source, View) else source.ephemeral_to) or "U1"
        payload = interactions.block_actions(self._board, source=source, action_id=action_id, user=who, value=value)
        return self._board.send_interaction(payload)

    async def shortcut(self, callback_id: str, *, user: str = "U1", message: Message | None = None) -> Delivery:
        """A user picks a shortcut of the app, from a message's menu if a message is given."""
        payload = interactions.shortcut(self._board, callback_id=callback_id, user=user, message=message)
        return self._board.send_interaction(payload)

    async def submit_view(self, view: View, values: dict[str, Any] | None = None) -> Delivery:
        """A user fills in a modal (`values` by action id) and submits it."""
        payload = interactions.view_submission(self._board, view, values or {})
        return self._board.send_interaction(payload, view)

    async def close_view(self, view: View) -> Delivery | None:
        """A user closes a modal; the bot hears of it only if the view asked for that."""
        view.closed = True
        self.workspace.tell(Change("view_closed", user=view.user, detail=view.id))
        if not view.body.get("notify_on_close"):
            return None
        return self._board.send_interaction(interactions.view_closed(self._board, view))

    async def open_home(self, user: str = "U1", tab: str = "home") -> Delivery:
        """A user opens the app's Home tab (`home`) or its direct messages (`messages`)."""
        event = home_opened(user, tab, self.workspace)
        self.workspace.tell(Change("home_opened", user=user, detail=tab))
        return self._board.send_event(event)

    async def send_event(self, event: Json) -> Delivery:
        """Any other event of Slack's, such as `app_rate_limited` or `link_shared`, whatever is subscribed to."""
        return self._board.send_event(event)

    async def invite(self, channel: str, user: str | None = None) -> None:
        """Somebody, the bot unless said otherwise, joins a channel."""
        who = user or self.workspace.me.bot_user
        self.workspace.channels[channel].members.add(who)
        self.workspace.tell(Change("member_joined", user=who, detail=channel))

    # The bot's ways to Slack

    async def refresh_connections(self) -> None:
        """Slack asks for every WebSocket to be replaced."""
        await self._board.sockets.refresh()

    def drop_connections(self) -> None:
        """The network cuts every WebSocket."""
        self._board.sockets.drop()

    @asynccontextmanager
    async def over_http(self, url: str, *, wall_time: Callable[[], float]) -> AsyncIterator[HttpDelivery]:
        """Delivers everything by signed requests to `url` instead of WebSockets, for as long as the context lasts."""
        async with aiohttp.ClientSession() as session:
            delivery = HttpDelivery(session, url=url, signing_secret=self.signing_secret, wall_time=wall_time)
            before = self._board.courier.transport
            self._board.courier.transport = delivery
            try:
                yield delivery
            finally:
                self._board.courier.transport = before


@asynccontextmanager
async def running_slack(
    *, clock: Clock | None = None, workspace: Workspace | None = None, port: int = 0
) -> AsyncIterator[Slack]:
    """A look-alike listening on 127.0.0.1 (a free port unless one is given) with the sample workspace in it."""
    clock = clock or (workspace.clock if workspace else SystemClock())
    board = Switchboard(workspace or sample_workspace(clock), clock)
    server = Server(board, port=port)
    await server.start()
    try:
        yield Slack(board)
    finally:
        await server.stop()
