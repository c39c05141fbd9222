"""A website with feeds on 127.0.0.1, and a small fetcher that reaches nothing else."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape

import aiohttp
from aiohttp import web

from store.errors import Refused, TryLater
from store.fetch.content import Kind

BODY = (
    "<p>Three harbour towns have moved their clerks to open models this autumn, after a year of trials in the planning "
    "offices and a long dispute in the council about who would keep them running.</p><p>Open models are cheaper: the "
    "towns together expect to save 400,000 crowns a year, said Ada Morrow, who leads the technology office of the "
    "largest of the three.</p><p>Open models come without support, and that is a risk, warned Lena Hart, chief "
    "information officer of Bramley Bank, which left them again last year.</p>"
)
LONG = BODY + (
    "<p>The clerks use them for letters and minutes. Nobody outside the town halls has noticed a difference, and the "
    "trade union, which had feared for thirty jobs, says that it has seen none go. It wants to know what happens when "
    "the two engineers who look after the machines retire, and whether the towns will then go back to a supplier.</p>"
    "<p>The council of Norrbad will decide in spring. Its mayor has said that he would rather pay for a service with a "
    "telephone number than trust that somebody will answer a message in a forum on a Sunday night in January.</p>"
)


@dataclass(frozen=True)
class Answer:
    url: str
    status: int
    body: bytes
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass
class Fetching:
    """Fetches over real connections, in the way in which the guarded fetcher does."""

    session: aiohttp.ClientSession
    forbidden: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    robots: list[str] = field(default_factory=list)

    async def fetch(
        self,
        url: str,
        *,
        accept: Collection[Kind],
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool = False,
    ) -> Answer:
        assert "/127.0.0.1:" in url
        self.asked.append(url.split("/", 3)[3])
        self.robots += [self.asked[-1]] if robots else []
        if robots and self.asked[-1] in self.forbidden:
            raise Refused("the site's robots.txt forbids it")
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        async with self.session.get(url, headers=headers) as response:
            if response.status >= 500:
                raise TryLater(f"the server answered {response.status}; it is tried again")
            if response.status >= 400:
                raise Refused(f"the server answered {response.status}")
            assert accept
            return Answer(
                str(response.url),
                response.status,
                await response.read(),
                response.content_type,
                response.charset,
                response.headers.get("ETag"),
                response.headers.get("Last-Modified"),
            )


@dataclass
class Site:
    """What the website holds, by path: text, or a status. A text is not sent again to who has it."""

    base: str = ""
    pages: dict[str, str | int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    fetcher: Fetching = None  # type: ignore[assignment]

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path.lstrip("/")
        found = self.pages.get(path, 404)
        if isinstance(found, int):
            return web.Response(status=found)
        etag = f'"{hash(found)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        kind = self.kinds.get(path, "application/rss+xml" if found.lstrip().startswith("<rss") else "text/html")
        return web.Response(text=found, content_type=kind, headers={"ETag": etag})


@asynccontextmanager
async def running_site() -> AsyncIterator[Site]:
    site = Site()
    application = web.Application()
    application.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.base = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with aiohttp.ClientSession() as session:
            site.fetcher = Fetching(session)
            yield site
    finally:
        await runner.cleanup()
        await asyncio.sleep(0)


def rss(*items: str, title: str = "Harbour Ledger", link: str = "https://ledger.example/", head: str = "") -> str:
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    )
    return (
        f'<rss version="2.0" {names}><channel><title>{title}</title><link>{link}</link>{head}'
        f"{''.join(items)}</channel></rss>"
    )


def item(
    number: int = 1,
    *,
    title: str = "Harbour towns move to open models",
    link: str | None = None,
    whole: str = "",
    teaser: str = "",
    date: str = "Mon, 03 Nov 2025 09:40:00 +0100",
    more: str = "",
) -> str:
    parts = [f"<guid isPermaLink='false'>g{number}</guid><title>{escape(title)}</title>"]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    parts += [f"<description>{escape(teaser)}</description>"] if teaser else []
    parts += [f"<content:encoded><![CDATA[{whole}]]></content:encoded>"] if whole else []
    return f"<item>{''.join(parts)}<dc:creator>Ada Fenn</dc:creator>{more}</item>"
