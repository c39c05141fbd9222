"""The workspace and the bot's ways to it, wired: changes become events, events are delivered, calls are answered."""

import time
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.playground.answers import answer_command, answer_submission
from bot.playground.clock import Clock
from bot.playground.delivery import Courier, Delivery
from bot.playground.events import SUBSCRIBED, events_of
from bot.playground.records import Change, Json, Message, View
from bot.playground.socket_mode import SocketMode
from bot.playground.state import Workspace
from bot.playground.web_api import WebApi


class Switchboard:
    """What stands between people in a workspace and one bot.

    `base_url` is where the look-alike listens (no trailing slash), set once the server runs.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Clock,
        *,
        stopwatch: Callable[[], float] = time.perf_counter,
        new_event_id: Callable[[], str] = lambda: f"Ev{uuid.uuid4().hex[:10].upper()}",
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self.base_url = ""
        self.subscribed: set[str] = set(SUBSCRIBED)
        self.sockets = SocketMode(
            app_id=workspace.me.app_id,
            new_id=lambda prefix: f"{prefix}{uuid.uuid4()}",
            on_change=lambda: workspace.tell(Change("connection_changed")),
        )
        self.web_api = WebApi(workspace, self.sockets)
        self.courier = Courier(
            self.sockets,
            clock=clock,
            stopwatch=stopwatch,
            new_id=lambda prefix: f"{prefix}{uuid.uuid4()}",
            on_change=lambda: workspace.tell(Change("delivery_changed")),
        )
        self._new_event_id = new_event_id
        self._unwatch = workspace.watch(self._on_change)

    def send_event(self, event: Json) -> Delivery:
        """Delivers an event with an id of its own."""
        return self.courier.deliver("events_api", self._event_callback(event))

    def send_command(self, form: Json) -> Delivery:
        """Delivers a slash command and shows what the bot answers at once."""
        then = partial(answer_command, workspace=self.workspace)
        return self.courier.deliver("slash_commands", form, then=then)

    def send_interaction(self, payload: Json, submitted: View | None = None) -> Delivery:
        """Delivers a click, shortcut or modal. A `submitted` view does what the bot's answer asks of it."""
        then = None if submitted is None else partial(answer_submission, view=submitted, workspace=self.workspace)
        return self.courier.deliver("interactive", payload, then=then)

    def redeliver(self, message: Message, *, retry_num: int = 0, retry_reason: str = "") -> list[Delivery]:
        """Sends every event about this message once more with its event id, as Slack now and then does."""
        payloads: dict[str, Json] = {}
        for delivery in self.courier.deliveries:
            event: dict[str, Any] = delivery.payload.get("event") or {}
            if delivery.event_id and (event.get("channel"), event.get("ts")) == (message.channel, message.ts):
                payloads.setdefault(delivery.event_id, delivery.payload)
        return [
            self.courier.deliver("events_api", payload, retry_num=retry_num, retry_reason=retry_reason)
            for payload in payloads.values()
        ]

    async def close(self) -> None:
        self._unwatch()
        await self.courier.close()
        await self.sockets.close()

    def _on_change(self, change: Change) -> None:
        for needed, event in events_of(change, self.workspace, self.base_url):
            if needed in self.subscribed:
                self.send_event(event)

    def _event_callback(self, event: Json) -> Json:
        me = self.workspace.me
        return {
            "token": "",
            "team_id": me.team_id,
            "context_team_id": me.team_id,
            "context_enterprise_id": None,
            "api_app_id": me.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self._new_event_id(),
            "event_time": int(self.clock.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": me.team_id,
                    "user_id": me.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event.get('event_ts', '')}",
        }
