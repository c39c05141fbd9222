"""Bringing envelopes to the bot, and again when it does not acknowledge them within 3 seconds."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.playground.clock import Clock
from bot.playground.records import Json

ACK_WITHIN_S = 3.0
EVENT_RETRIES_AFTER_S = (0.0, 60.0, 300.0)

EnvelopeKind = Literal["events_api", "slash_commands", "interactive"]
Outcome = Literal["waiting", "acknowledged", "late", "timed_out", "failed", "lost"]


class DeliveryFailed(Exception):
    """The bot could not be reached or refused; `reason` as Slack words it in `x-slack-retry-reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Delivery:
    """One attempt to bring one envelope to the bot.

    `delay_s` is the real time until the acknowledgement, None while there is none; `response` what the bot sent
    along with it. `late` means acknowledged, but after Slack had given up waiting.
    """

    envelope_id: str
    kind: EnvelopeKind
    payload: Json
    retry_num: int
    retry_reason: str
    sent_at: float
    outcome: Outcome = "waiting"
    delay_s: float | None = None
    response: Json = field(default_factory=dict)

    @property
    def event_id(self) -> str | None:
        return self.payload.get("event_id")

    @property
    def finished(self) -> bool:
        return self.outcome != "waiting"


class Transport(Protocol):
    """Socket Mode or HTTP."""

    @property
    def ready(self) -> bool:
        """Whether there is a bot to send to right now."""
        ...

    async def send(self, delivery: Delivery) -> Json:
        """Returns what the bot acknowledged with ({} for nothing). Raises DeliveryFailed."""
        ...


class Courier:
    """Delivers envelopes over a transport and keeps a record of every attempt.

    `stopwatch` measures acknowledgement delays in real seconds; `clock` decides about waiting and retries.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        clock: Clock,
        stopwatch: Callable[[], float],
        new_id: Callable[[str], str],
        on_change: Callable[[], None],
    ) -> None:
        self.transport = transport
        self.deliveries: list[Delivery] = []
        self.lose_next = 0
        """How many of the next attempts get lost on their way; the retry is then the first the bot hears."""
        self._clock = clock
        self._stopwatch = stopwatch
        self._new_id = new_id
        self._on_change = on_change
        self._tasks: set[asyncio.Future[None]] = set()

    def deliver(
        self,
        kind: EnvelopeKind,
        payload: Json,
        *,
        retry_num: int = 0,
        retry_reason: str = "",
        then: Callable[[Delivery], None] | None = None,
    ) -> Delivery:
        """Sends an envelope off and returns its first attempt at once, calling `then` when that has ended.

        Only events are retried, and those not that are retries themselves.
        """
        delivery = self._attempt(kind, payload, retry_num, retry_reason)
        self._keep(asyncio.ensure_future(self._see_through(delivery, then)))
        return delivery

    @property
    def waiting(self) -> bool:
        """True while an envelope is on its way to the bot; a retry that is only due later does not count."""
        return any(not delivery.finished for delivery in self.deliveries)

    async def close(self) -> None:
        """Gives up everything on its way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _attempt(self, kind: EnvelopeKind, payload: Json, retry_num: int, retry_reason: str) -> Delivery:
        delivery = Delivery(self._new_id("envelope-"), kind, payload, retry_num, retry_reason, self._clock.now())
        self.deliveries.append(delivery)
        return delivery

    async def _see_through(self, delivery: Delivery, then: Callable[[Delivery], None] | None) -> None:
        reason = await self._try_once(delivery)
        if then is not None:
            then(delivery)
        if delivery.kind != "events_api" or delivery.retry_num > 0:
            return
        for number, pause_s in enumerate(EVENT_RETRIES_AFTER_S, start=1):
            if reason is None:
                return
            if pause_s:
                await self._clock.sleep(pause_s)
            retry = self._attempt(delivery.kind, delivery.payload, number, reason)
            reason = await self._try_once(retry)

    async def _try_once(self, delivery: Delivery) -> str | None:
        """None if acknowledged in time, otherwise the reason for a retry."""
        if self.lose_next > 0:
            self.lose_next -= 1
            self._finish(delivery, "lost")
            return "http_timeout"
        started = self._stopwatch()
        sending = asyncio.ensure_future(self.transport.send(delivery))
        patience = asyncio.ensure_future(self._clock.sleep(ACK_WITHIN_S))
        try:
            await asyncio.wait({sending, patience}, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            sending.cancel()
            raise
        finally:
            patience.cancel()
        if not sending.done():
            self._finish(delivery, "timed_out")
            self._keep(asyncio.ensure_future(self._hear_late(delivery, sending, started)))
            return "http_timeout"
        try:
            delivery.response = sending.result()
        except DeliveryFailed as failure:
            self._finish(delivery, "failed")
            return failure.reason
        delivery.delay_s = self._stopwatch() - started
        self._finish(delivery, "acknowledged")
        return None

    async def _hear_late(self, delivery: Delivery, sending: asyncio.Future[Json], started: float) -> None:
        """Notes an acknowledgement that comes after Slack gave up; it stops no retry."""
        try:
            delivery.response = await sending
        except DeliveryFailed:
            return
        delivery.delay_s = self._stopwatch() - started
        self._finish(delivery, "late")

    def _keep(self, task: asyncio.Future[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _finish(self, delivery: Delivery, outcome: Outcome) -> None:
        delivery.outcome = outcome
        self._on_change()
