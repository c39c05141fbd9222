"""Work that goes on after Slack's acknowledgement: kept from being forgotten, finished before the bot stops."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from store import TryLater

ANSWERS_AT_ONCE = 4

Result = TypeVar("Result")


class Work:
    """The listeners at work in one process, and the threads in which answers are made.

    Answers have threads of their own: in the loop's default ones a few slow answers would hold up every look-up of
    a host name, and with it the status lines of everybody else.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._threads = ThreadPoolExecutor(ANSWERS_AT_ONCE, thread_name_prefix="answer")

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """Around a listener's whole body. Bolt starts listeners without keeping a reference to them; this does."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("work is done in tasks")
        self._tasks.add(task)
        try:
            yield
        finally:
            self._tasks.discard(task)

    async def in_thread(self, call: Callable[[], Result]) -> Result:
        """What `call` returns, made in a thread; waits for its turn where too many are at work.

        Raises TryLater where the bot is stopped before that: whoever waits for the answer is told so.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except asyncio.CancelledError:
            raise TryLater("I was stopped before I could answer; please ask again in a minute.") from None

    async def finish(self, *, within_s: float) -> None:
        """Waits for all work in hand; what takes longer is cancelled and says so where it was asked."""
        await asyncio.sleep(0)  # listeners that Bolt has just started come to their first line
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=within_s)
            for task in unfinished:
                task.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)
