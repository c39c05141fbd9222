"""Fetching one address: checked at every step of the way, limited in bytes and time, polite to its host."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self
from weakref import WeakValueDictionary

import httpcore
import httpx

from store.articles import Facts
from store.errors import Refused, TryLater
from store.fetch import robots as robots_txt
from store.fetch.connect import GuardedBackend, GuardedTransport, Resolve, resolve
from store.fetch.content import ARTICLE, Kind, accept_header, check_type, read_body
from store.fetch.guard import check_url, shown_address
from store.sources import Source

USER_AGENT = "Evenhand/0.1"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429})
"""Refusals that a server means for now."""


@dataclass(frozen=True)
class Limits:
    """What one address may cost: bytes once unpacked, seconds in all with every redirect, redirects, connections."""

    max_bytes: int = 10_000_000
    seconds: float = 20
    connect_seconds: float = 8
    redirects: int = 5
    at_once_a_host: int = 2


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `address` is the one asked for, `url` the one that answered, after redirects.

    `status` is 200, or 304 without a body where it has not changed since `etag` or `last_modified`.
    """

    address: str
    url: str
    status: int
    body: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None


def source_of(fetched: Fetched) -> Source:
    """What was fetched, to be ingested: its origin is the address asked for, its url what answered, if unstated."""
    return Source(
        fetched.address,
        fetched.address,
        fetched.body,
        fetched.content_type,
        fetched.charset,
        Facts(url=fetched.url, read_from={"url": "address"}),
    )


class Fetcher:
    """Fetches addresses that anybody may have written. Belongs to one event loop; close it, or use `async with`.

    `excepted` are hosts, in the form of `guard.host_of`, that are fetched whatever machine and port they are at.
    `now` counts seconds.
    """

    def __init__(
        self,
        *,
        excepted: AbstractSet[str] = frozenset(),
        limits: Limits | None = None,
        user_agent: str = USER_AGENT,
        resolve: Resolve = resolve,
        connector: httpcore.AsyncNetworkBackend | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._excepted = excepted
        self._now = now
        self._limits = limits or Limits()
        backend = GuardedBackend(resolve, connector or httpcore.AnyIOBackend(), excepted)
        # Not by httpx's client: it would keep cookies, look for proxies, and trip over what servers write as Location.
        self._transport = GuardedTransport(backend)
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip"}
        timeout = httpx.Timeout(self._limits.seconds, connect=self._limits.connect_seconds)
        self._extensions = {"timeout": timeout.as_dict()}
        self._robots = robots_txt.Robots(self._robots_txt, user_agent.partition("/")[0], now)
        self._places: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def fetch(
        self,
        url: str,
        *,
        accept: Collection[Kind] = ARTICLE,
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool = False,
    ) -> Fetched:
        """What is at an address, following redirects; with `robots` only what the sites on the way let bots fetch.

        `etag` and `last_modified` are those of an earlier answer: where nothing has changed since, the status is 304.
        Raises Refused where it will never work and TryLater where it may, in one line that does not name the address.
        Waiting for other fetches from the same host does not count as time; each robots.txt has a time of its own.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {"Accept": accept_header(accept)} | {
            name: value for name, value in validators.items() if value and value.isascii() and value.isprintable()
        }
        task = _Task(url, headers, accept, self._limits.max_bytes, left_s=self._limits.seconds)
        return await self._follow(task, robots=robots)

    async def _robots_txt(self, address: str) -> bytes:
        task = _Task(address, {}, None, robots_txt.MAX_BYTES, left_s=self._limits.seconds)
        return (await self._follow(task, robots=False)).body

    async def _follow(self, task: "_Task", *, robots: bool) -> Fetched:
        url = check_url(task.address, self._excepted)
        for _ in range(self._limits.redirects + 1):
            if robots and not await self._robots.allow(url):
                raise Refused("its site asks bots not to fetch it (robots.txt); save the page and pass the file")
            answer = await self._ask(task, url)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise Refused(f"it redirects more than {self._limits.redirects} times; give the address it leads to")

    async def _ask(self, task: "_Task", url: httpx.URL) -> Fetched | httpx.URL:
        """One request: what it gave, or where it points to."""
        place = self._places.setdefault(url.host, asyncio.Semaphore(self._limits.at_once_a_host))
        async with place, task.time(self._now):
            request = httpx.Request("GET", url, headers=self._headers | task.headers, extensions=self._extensions)
            answer = await self._transport.handle_async_request(request)
            try:
                if answer.status_code in _REDIRECTS:
                    return self._next(url, answer.headers.get("Location"))
                return await _taken(task, url, answer)
            finally:
                await answer.aclose()

    def _next(self, url: httpx.URL, location: str | None) -> httpx.URL:
        if not location:
            raise Refused("it redirects to nowhere; check the address in a browser")
        try:
            target = url.join(location)
        except (httpx.InvalidURL, ValueError) as error:
            raise Refused("it redirects to what can be no address; check it in a browser") from error
        try:
            checked = check_url(str(target), self._excepted)
        except Refused as refusal:
            raise Refused(f"it redirects to {shown_address(str(target))[:200]}: {refusal}") from None
        if url.scheme == "https" and checked.scheme == "http":
            raise Refused("it redirects from https to http, where anybody could change it; check it in a browser")
        return checked


class _Task:
    """One address on its way: what to send, what to take, and how many seconds are left for it."""

    def __init__(
        self,
        address: str,
        headers: dict[str, str],
        accept: Collection[Kind] | None,
        max_bytes: int,
        *,
        left_s: float,
    ) -> None:
        """Without `accept` it takes what comes, and of what is too long the beginning."""
        self.address = address
        self.headers = headers
        self.accept = accept
        self.max_bytes = max_bytes
        self._left_s = left_s

    @property
    def is_conditional(self) -> bool:
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers

    @asynccontextmanager
    async def time(self, now: Callable[[], float]) -> AsyncIterator[None]:
        """Spends of the seconds left. Raises TryLater when they are spent, or where the network fails."""
        started = now()
        try:
            async with asyncio.timeout(self._left_s):
                yield
        except (TimeoutError, httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise TryLater("its server takes too long; try again later") from error
        except httpcore.ConnectError as error:
            raise TryLater("its server cannot be reached; check the address, or try again later") from error
        except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise TryLater("the connection to its server broke off; try again later") from error
        finally:
            self._left_s -= now() - started


async def _taken(task: _Task, url: httpx.URL, answer: httpx.Response) -> Fetched:
    """What is in an answer that is no redirect. Raises Refused or TryLater where it is not what was asked for."""
    status = answer.status_code
    stated = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() or None
    body = b""
    if status == httpx.codes.OK:
        if task.accept is not None:
            check_type(stated, task.accept)
        body = await read_body(
            answer.aiter_raw(),
            answer.headers.get("Content-Encoding", ""),
            max_bytes=task.max_bytes,
            cut=task.accept is None,
        )
    elif status >= httpx.codes.INTERNAL_SERVER_ERROR or status in _PASSING:
        raise TryLater(f"its server cannot answer now (HTTP {status}); try again later")
    elif status != httpx.codes.NOT_MODIFIED or not task.is_conditional:
        raise Refused(f"its server does not give it (HTTP {status}); check the address in a browser")
    return Fetched(
        address=task.address,
        url=str(url),
        status=status,
        body=body,
        content_type=stated,
        charset=answer.charset_encoding,
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
    )
