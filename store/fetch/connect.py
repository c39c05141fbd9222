"""Connections that go only where the guard has looked: names are resolved here, once, and checked before each one."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

import httpcore
import httpx

from store.errors import Refused, TryLater
from store.fetch.guard import check_answers

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""The machines that a host's name stands for, as IP addresses. May raise OSError where nobody knows the name."""

_SocketOptions = Iterable[httpcore.SOCKET_OPTION]


async def resolve(host: str) -> list[str]:
    """What the system knows of a name."""
    infos = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a host, checks every answer, and connects to one of these very answers.

    A name that stands for another machine the next time it is asked gains nothing: it is not asked again. Encryption
    and the Host header keep the name. Hosts in `excepted` are connected to whatever machine they are.
    """

    def __init__(
        self, resolve: Resolve, connector: httpcore.AsyncNetworkBackend, excepted: AbstractSet[str] = frozenset()
    ) -> None:
        self._resolve = resolve
        self._connector = connector
        self._excepted = excepted

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's interface)
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises Refused where the guard does not let it pass, otherwise what the connector raises."""
        machines = await self._machines(host)
        for machine in machines[:-1]:
            try:
                return await self._connector.connect_tcp(machine, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._connector.connect_tcp(machines[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  (httpcore's interface)
        socket_options: _SocketOptions | None = None,  # noqa: ARG002  (the same)
    ) -> httpcore.AsyncNetworkStream:
        """Never: raises Refused."""
        raise Refused(f"{path} is no website; check the address")

    async def sleep(self, seconds: float) -> None:
        await self._connector.sleep(seconds)

    async def _machines(self, host: str) -> Sequence[str]:
        try:
            # A number stands for itself, and asking for it would only give it a second chance to be read differently.
            answers = [host] if _is_number(host) else await self._resolve(host)
        except (OSError, UnicodeError) as error:
            raise TryLater(f"nobody knows the name {host}; check the address and the connection") from error
        if host in self._excepted and answers:
            return answers
        return check_answers(host, answers)


@cache
def _certificates() -> ssl.SSLContext:
    """Certifi's, read once; a variable of the environment does not replace them."""
    return httpx.create_ssl_context(trust_env=False)


class GuardedTransport(httpx.AsyncBaseTransport):
    """What httpx sends its requests through: httpcore's connections over a guarded backend, never over a proxy."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_certificates(), network_backend=backend, max_connections=None
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Refused where the guard does not let it pass, and httpcore's own errors."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


def _is_number(host: str) -> bool:
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    except OSError:
        return False
    return True
