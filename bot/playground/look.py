"""What a person sees in Slack, and waiting until it shows."""

from collections.abc import Callable

from bot.playground.delivery import Delivery
from bot.playground.records import ApiCall, Message, View
from bot.playground.state import Workspace
from bot.playground.switchboard import Switchboard
from bot.playground.waiting import Found, wait_for, wait_until_quiet

WAIT_S = 5.0
QUIET_S = 0.05

Accepts = Callable[[Message], bool]


def anything(_: Message) -> bool:
    return True


class Look:
    """Reading and waiting. Every wait is woken by changes and ends in TimeoutError after `timeout_s` real seconds."""

    def __init__(self, board: Switchboard) -> None:
        self.workspace: Workspace = board.workspace
        self._seen = board

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to bring the bot an envelope, with its outcome and its acknowledgement's delay in seconds."""
        return self._seen.courier.deliveries

    def calls(self, method: str | None = None) -> list[ApiCall]:
        """The log of Web API calls, oldest first."""
        return [call for call in self.workspace.calls if method in (None, call.method)]

    def channel(self, channel: str) -> list[Message]:
        """Everything in the channel, threads included, oldest first."""
        return list(self.workspace.messages[channel])

    def from_bot(self, channel: str) -> list[Message]:
        return [message for message in self.channel(channel) if self._is_bots(message)]

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """What the bot wrote into a thread, oldest first."""
        return [message for message in self.from_bot(channel) if message.thread_ts == thread_ts]

    def ephemerals(self, user: str) -> list[Message]:
        """What this user alone can see."""
        return [message for message in self.workspace.ephemerals if message.ephemeral_to == user]

    def modal(self, user: str = "U1") -> View | None:
        """The modal in front of the user."""
        open_now = self.workspace.modals_of(user)
        return open_now[-1] if open_now else None

    def home(self, user: str = "U1") -> View | None:
        return self.workspace.homes.get(user)

    @property
    def connections(self) -> int:
        """How many sockets of the bot are open."""
        return len(self._seen.sockets.connections)

    def status(self, channel: str, thread_ts: str) -> str:
        return self.workspace.status_of(channel, thread_ts)

    # Waiting

    async def wait_until(self, find: Callable[[], Found | None], *, timeout_s: float = WAIT_S) -> Found:
        """What `find` returns once that is neither None nor False."""
        return await wait_for(
            self.workspace, find, timeout_s=timeout_s, what=lambda: f"waited in vain.\n{self.transcript()}"
        )

    async def wait_for_reply(
        self,
        thread_ts: str,
        *,
        where: Accepts = anything,
        count: int = 1,
        timeout_s: float = WAIT_S,
    ) -> Message:
        """The bot's `count`-th message in this thread, finished if it streams, among those `where` accepts."""

        def find() -> Message | None:
            said = [
                message
                for messages in self.workspace.messages.values()
                for message in messages
                if message.thread_ts == thread_ts and self._is_bots(message)
            ]
            done = [message for message in said if not message.streaming and where(message)]
            return done[count - 1] if len(done) >= count else None

        return await self.wait_until(find, timeout_s=timeout_s)

    async def wait_for_message(
        self, channel: str, *, where: Accepts = anything, count: int = 1, timeout_s: float = WAIT_S
    ) -> Message:
        """The bot's `count`-th message in this channel, in a thread or not, among those `where` accepts."""

        def find() -> Message | None:
            said = [message for message in self.from_bot(channel) if not message.streaming and where(message)]
            return said[count - 1] if len(said) >= count else None

        return await self.wait_until(find, timeout_s=timeout_s)

    async def wait_for_ephemeral(
        self, user: str = "U1", *, where: Accepts = anything, count: int = 1, timeout_s: float = WAIT_S
    ) -> Message:
        """The `count`-th message for this user's eyes only, among those `where` accepts."""

        def find() -> Message | None:
            shown = [message for message in self.ephemerals(user) if where(message)]
            return shown[count - 1] if len(shown) >= count else None

        return await self.wait_until(find, timeout_s=timeout_s)

    async def wait_for_modal(
        self, user: str = "U1", *, where: Callable[[View], bool] = lambda _: True, timeout_s: float = WAIT_S
    ) -> View:
        """The modal in front of the user, once `where` accepts it."""

        def find() -> View | None:
            view = self.modal(user)
            return view if view is not None and where(view) else None

        return await self.wait_until(find, timeout_s=timeout_s)

    async def wait_for_home(
        self, user: str = "U1", *, where: Callable[[View], bool] = lambda _: True, timeout_s: float = WAIT_S
    ) -> View:
        """The user's Home tab, once `where` accepts it."""

        def find() -> View | None:
            view = self.home(user)
            return view if view is not None and where(view) else None

        return await self.wait_until(find, timeout_s=timeout_s)

    async def wait_for_answer(self, delivery: Delivery, *, timeout_s: float = WAIT_S) -> Delivery:
        """This delivery, once the bot has acknowledged it or Slack has given it up."""
        return await self.wait_until(lambda: delivery if delivery.finished else None, timeout_s=timeout_s)

    async def wait_for_connections(self, count: int = 1, *, timeout_s: float = WAIT_S) -> None:
        """Returns once the bot has `count` WebSockets open that are not about to be replaced."""
        sockets = self._seen.sockets
        await self.wait_until(
            lambda: sum(not connection.refreshing for connection in sockets.connections) >= count, timeout_s=timeout_s
        )

    async def idle(self, *, quiet_s: float = QUIET_S, timeout_s: float = WAIT_S) -> None:
        """Returns when no envelope is on its way, no call is being answered, and nothing happened for `quiet_s`.

        What the bot does in silence for longer than that is not noticed: give a longer `quiet_s`, or wait for its
        effect instead.
        """

        def busy() -> bool:
            courier = self._seen.courier
            return (courier.waiting and courier.transport.ready) or self._seen.web_api.running > 0

        await wait_until_quiet(self.workspace, busy, quiet_s=quiet_s, timeout_s=timeout_s)

    def transcript(self) -> str:
        """All that happened, as plain lines: what a wait in vain reports."""
        lines = ["Channels:"]
        for channel, messages in self.workspace.messages.items():
            lines += [f"  {channel} {message.ts} {message.user}: {message.text!r}" for message in messages]
        lines.append("Seen by one user only:")
        lines += [f"  {message.ephemeral_to}: {message.text!r}" for message in self.workspace.ephemerals]
        lines.append("Calls:")
        lines += [f"  {call.method} {call.error or 'ok'}" for call in self.workspace.calls]
        lines.append("Deliveries:")
        lines += [
            f"  {delivery.kind} {_about(delivery)} retry {delivery.retry_num}: {delivery.outcome}"
            for delivery in self.deliveries
        ]
        return "\n".join(lines)

    def _is_bots(self, message: Message) -> bool:
        return message.bot_id == self.workspace.me.bot_id


def _about(delivery: Delivery) -> str:
    payload = delivery.payload
    event = payload.get("event") or {}
    return str(event.get("type") or payload.get("command") or payload.get("type"))
