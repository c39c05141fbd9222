"""A network for tests: names that are made up, connections that are observed, and one real server on 127.0.0.1."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from ssl import SSLContext

import httpcore
import pytest
from aiohttp import web

from store.fetch.fetch import Fetcher, Limits

Page = Callable[[web.Request], Awaitable[web.StreamResponse]]
SITES = frozenset({"door.example", "other.example"})


class Names:
    """A resolver that knows a few names and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Sequence[str]] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.answers:
            raise OSError(f"no such name: {host}")
        return self.answers[host]


class Line(httpcore.AsyncMockStream):
    """A connection that answers with canned bytes and remembers what was sent and for whom it was encrypted."""

    def __init__(self, answer: bytes) -> None:
        super().__init__([answer])
        self.sent = b""
        self.encrypted_for: tuple[str | None, SSLContext] | None = None

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109
        self.sent += buffer

    async def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        self.encrypted_for = server_hostname, ssl_context
        return self


class Lines(httpcore.AsyncNetworkBackend):
    """A connector that remembers where it was sent. Only 127.0.0.1 is really connected to; elsewhere `answer` comes."""

    def __init__(self, answer: bytes | None = None) -> None:
        self.to: list[tuple[str, int]] = []
        self.opened: list[Line] = []
        self._answer = answer
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.to.append((host, port))
        if host == "127.0.0.1":
            return await self._real.connect_tcp(host, port, timeout, local_address, socket_options)
        if self._answer is None:
            raise httpcore.ConnectError("nobody there")
        self.opened.append(Line(self._answer))
        return self.opened[-1]


class Site:
    """A server on 127.0.0.1 that answers as a test says, under the names of SITES, and remembers its requests."""

    def __init__(self) -> None:
        self.requests: list[web.Request] = []
        self.port = 0
        self._pages: dict[str, Page] = {}

    def answer(self, path: str, body: bytes | str = b"", *, status: int = 200, **headers: str) -> str:
        """Answers at a path with this; returns its address. Headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def page(_: web.Request) -> web.Response:
            return web.Response(body=body, status=status, headers={"Content-Type": "text/html"} | named)

        return self.serve(path, page)

    def serve(self, path: str, page: Page) -> str:
        self._pages[path] = page
        return self.url(path)

    def url(self, path: str, host: str = "door.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(request)
        page = self._pages.get(request.path)
        return await page(request) if page else web.Response(status=404)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    built = Site()
    app = web.Application()
    app.router.add_get("/{path:.*}", built.handle)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        built.port = runner.addresses[0][1]
        yield built
    finally:
        await runner.cleanup()


@pytest.fixture
def names() -> Names:
    return Names({site: ["127.0.0.1"] for site in SITES})


@pytest.fixture
def lines() -> Lines:
    return Lines()


BuildFetcher = Callable[..., Fetcher]


@pytest.fixture
async def build_fetcher(names: Names, lines: Lines) -> AsyncIterator[BuildFetcher]:
    """Fetchers that may go to the site on 127.0.0.1, and are closed with the test."""
    async with AsyncExitStack() as stack:

        def build(limits: Limits | None = None, now: Callable[[], float] = lambda: 0.0) -> Fetcher:
            fetcher = Fetcher(excepted=SITES, limits=limits, resolve=names, connector=lines, now=now)
            stack.push_async_callback(fetcher.aclose)
            return fetcher

        yield build


@pytest.fixture
def fetcher(build_fetcher: BuildFetcher) -> Fetcher:
    return build_fetcher()
