"""Socket Mode: the bot's WebSockets, each envelope to one of them, acknowledged by its id."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSMsgType, web

from bot.playground.delivery import Delivery, DeliveryFailed
from bot.playground.records import Json

MAX_CONNECTIONS = 10
MAX_ENVELOPE_CHARS = 1_000_000

DisconnectReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(eq=False)
class Connection:
    """One WebSocket of the bot. A connection told to refresh gets no new envelopes."""

    number: int
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    refreshing: bool = False
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    async def say(self, message: Json) -> None:
        await self.socket.send_str(json.dumps(message))


class SocketMode:
    """Hands out one-time tickets for WebSockets and sends envelopes over the open ones in turn."""

    def __init__(self, *, app_id: str, new_id: Callable[[str], str], on_change: Callable[[], None]) -> None:
        self.connections: list[Connection] = []
        self.opened = 0
        """How many connections there have been, closed ones included."""
        self._app_id = app_id
        self._new_id = new_id
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._turn = 0
        self._usable = asyncio.Condition()

    def new_ticket(self) -> str:
        """What apps.connections.open puts into its URL: opens one WebSocket."""
        ticket = self._new_id("ticket-")
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serves one WebSocket from its hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="invalid ticket")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=True, max_msg_size=MAX_ENVELOPE_CHARS)
        await socket.prepare(request)
        self.opened += 1
        transport = request.transport
        connection = Connection(self.opened, socket, transport if isinstance(transport, asyncio.Transport) else None)
        if len(self.connections) >= MAX_CONNECTIONS:
            await self._disconnect(connection, "too_many_websockets")
            await socket.close()
            return socket
        await self._serve(connection)
        return socket

    async def send(self, delivery: Delivery) -> Json:
        """Sends the envelope over one connection, waiting for one to be there, and then for its acknowledgement."""
        connection = await self._next_connection()
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        connection.waiting[delivery.envelope_id] = answer
        try:
            await connection.say(_envelope(delivery))
            return await answer
        except (ConnectionError, RuntimeError) as error:
            raise DeliveryFailed("connection_failed") from error
        finally:
            connection.waiting.pop(delivery.envelope_id, None)

    @property
    def ready(self) -> bool:
        return any(not connection.refreshing for connection in self.connections)

    async def refresh(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Asks every connection to be replaced, as Slack does every few hours."""
        for connection in tuple(self.connections):
            connection.refreshing = reason != "warning"
            await self._disconnect(connection, reason)

    def drop(self) -> None:
        """Cuts every connection off without a word, as a failing network does."""
        for connection in tuple(self.connections):
            if connection.transport is not None:
                connection.transport.abort()

    async def close(self) -> None:
        """Ends every connection properly, without asking for new ones."""
        for connection in tuple(self.connections):
            await connection.socket.close()

    async def _serve(self, connection: Connection) -> None:
        await connection.say(self._hello())
        async with self._usable:
            self.connections.append(connection)
            self._usable.notify_all()
        self._on_change()
        try:
            async for message in connection.socket:
                if message.type == WSMsgType.TEXT:
                    self._receive(connection, message.data)
        finally:
            self.connections.remove(connection)
            for answer in connection.waiting.values():
                if not answer.done():
                    answer.set_exception(DeliveryFailed("connection_failed"))
            self._on_change()

    def _receive(self, connection: Connection, data: str) -> None:
        message = json.loads(data)
        answer = connection.waiting.get(message.get("envelope_id", ""))
        if answer is not None and not answer.done():
            answer.set_result(message.get("payload") or {})

    async def _next_connection(self) -> Connection:
        async with self._usable:
            await self._usable.wait_for(lambda: self.ready)
            usable = [connection for connection in self.connections if not connection.refreshing]
            self._turn += 1
            return usable[self._turn % len(usable)]

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections) + 1,
            "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }

    async def _disconnect(self, connection: Connection, reason: DisconnectReason) -> None:
        await connection.say({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})


def _envelope(delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": delivery.envelope_id,
        "type": delivery.kind,
        "accepts_response_payload": delivery.kind != "events_api",
        "payload": delivery.payload,
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason}
    return envelope
