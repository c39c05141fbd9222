"""Waiting for the workspace to come to something, woken by its changes: no polling."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bot.playground.records import Change
from bot.playground.state import Workspace

Found = TypeVar("Found")


async def wait_for(
    workspace: Workspace, find: Callable[[], Found | None], *, timeout_s: float, what: Callable[[], str]
) -> Found:
    """What `find` returns once that is neither None nor False, asked again after each change.

    Raises TimeoutError with the text of `what` after `timeout_s` real seconds.
    """
    with _changes_of(workspace) as changed:
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    changed.clear()
                    found = find()
                    if found is not None and found is not False:
                        return found
                    await changed.wait()
        except TimeoutError:
            raise TimeoutError(what()) from None


async def wait_until_quiet(workspace: Workspace, busy: Callable[[], bool], *, quiet_s: float, timeout_s: float) -> None:
    """Returns when nothing is `busy` and nothing has changed for `quiet_s` real seconds.

    Raises TimeoutError if that does not come about in `timeout_s`.
    """
    with _changes_of(workspace) as changed:
        try:
            async with asyncio.timeout(timeout_s):
                while True:
                    changed.clear()
                    try:
                        async with asyncio.timeout(None if busy() else quiet_s):
                            await changed.wait()
                    except TimeoutError:
                        if not busy():
                            return
        except TimeoutError:
            raise TimeoutError("the workspace did not come to rest") from None


@contextmanager
def _changes_of(workspace: Workspace) -> Iterator[asyncio.Event]:
    """An event that every change sets."""
    changed = asyncio.Event()

    def on_change(_: Change) -> None:
        changed.set()

    unwatch = workspace.watch(on_change)
    try:
        yield changed
    finally:
        unwatch()
