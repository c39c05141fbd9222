"""Fetching from a real server on 127.0.0.1: redirects, limits, kinds, what has not changed, how many at once."""

import asyncio
import gzip
import zlib

import pytest
from aiohttp import web

from store import Refused, TryLater
from store.fetch.content import FEED, TRANSCRIPT, Kind
from store.fetch.fetch import Fetcher, Limits, source_of
from tests.store.fetch.conftest import BuildFetcher, Lines, Names, Site
from tests.store.fetch.ways_round import PUBLIC


async def test_a_page_comes_with_what_its_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    page = site.answer("/a", "hällo", Content_Type="text/html; charset=ISO-8859-1", ETag='"1"', Last_Modified="today")
    fetched = await fetcher.fetch(page)
    assert (fetched.address, fetched.url, fetched.status) == (page, page, 200)
    assert (fetched.body, fetched.content_type, fetched.charset) == ("hällo".encode(), "text/html", "iso-8859-1")
    assert (fetched.etag, fetched.last_modified) == ('"1"', "today")
    (request,) = site.requests
    assert request.headers["User-Agent"].startswith("Evenhand/")
    assert request.headers["Accept-Encoding"] == "gzip"
    assert "text/html" in request.headers["Accept"]


async def test_redirects_are_followed_and_the_source_keeps_the_address_that_was_given(
    site: Site, fetcher: Fetcher
) -> None:
    site.answer("/b/c", "hello")
    site.answer("/b", status=301, Location="./b/c#part")
    first = site.answer("/a", status=307, Location=site.url("/b", host="other.example").removeprefix("http:"))
    site.answer("/b/c", "hello")
    fetched = await fetcher.fetch(first)
    assert fetched.url == site.url("/b/c", host="other.example")
    source = source_of(fetched)
    assert (source.origin, source.name, source.data, source.content_type) == (first, first, b"hello", "text/html")
    assert (source.facts.url, source.facts.read_from) == (fetched.url, {"url": "address"})


async def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    circle = site.answer("/a", status=302, Location="/a")
    with pytest.raises(Refused, match="more than 5 times"):
        await fetcher.fetch(circle)
    assert len(site.requests) == 6


@pytest.mark.parametrize("location", [None, "", "http://[::1", "http:\\\\inside\\", "javascript:alert(1)"])
async def test_a_redirect_to_nowhere_is_refused(site: Site, fetcher: Fetcher, location: str | None) -> None:
    page = site.answer("/a", status=302, **({} if location is None else {"Location": location}))
    with pytest.raises(Refused, match="redirects"):
        await fetcher.fetch(page)


async def test_nothing_encrypted_is_continued_in_the_open() -> None:
    lines = Lines(b"HTTP/1.1 302 Found\r\nLocation: http://news.example/\r\nContent-Length: 0\r\n\r\n")
    async with Fetcher(resolve=Names({"news.example": [PUBLIC]}), connector=lines) as fetcher:
        with pytest.raises(Refused, match="from https to http"):
            await fetcher.fetch("https://news.example/")
    assert lines.to == [(PUBLIC, 443)]


async def test_a_refused_redirect_names_where_it_leads_without_a_password(site: Site, fetcher: Fetcher) -> None:
    page = site.answer("/a", status=302, Location="https://ada:hush@news.example/b")
    with pytest.raises(Refused, match=r"news\.example/b") as refused:
        await fetcher.fetch(page)
    assert "hush" not in str(refused.value)


async def test_cookies_are_not_kept(site: Site, fetcher: Fetcher) -> None:
    page = site.answer("/a", "hello", Set_Cookie="seen=1")
    await fetcher.fetch(page)
    await fetcher.fetch(page)
    assert "Cookie" not in site.requests[1].headers


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204, 206, 304, 300])
async def test_what_will_never_be_given_is_refused(site: Site, fetcher: Fetcher, status: int) -> None:
    with pytest.raises(Refused, match=str(status)):
        await fetcher.fetch(site.answer("/a", status=status))


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
async def test_what_may_be_given_later_is_to_be_tried_later(site: Site, fetcher: Fetcher, status: int) -> None:
    with pytest.raises(TryLater, match=str(status)):
        await fetcher.fetch(site.answer("/a", status=status))


async def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    async def page(request: web.Request) -> web.Response:
        same = request.headers.get("If-None-Match") == '"1"' or request.headers.get("If-Modified-Since") == "today"
        return web.Response(status=304 if same else 200, headers={"ETag": '"1"'}, text="" if same else "hello")

    feed = site.serve("/feed", page)
    for known in ({"etag": '"1"'}, {"last_modified": "today"}):
        fetched = await fetcher.fetch(feed, accept=FEED, **known)  # type: ignore[arg-type]
        assert (fetched.status, fetched.body, fetched.etag) == (304, b"", '"1"')
    assert (await fetcher.fetch(feed, accept=FEED, etag="\r\nX: é")).status == 200


@pytest.mark.parametrize(
    ("content_type", "accept", "taken"),
    [
        ("text/html; charset=utf-8", ("html",), True),
        ("TEXT/HTML", ("html",), True),
        ("application/xhtml+xml", ("html",), True),
        ("text/plain", ("html", "text"), True),
        ("text/plain", ("html",), False),
        ("application/rss+xml", FEED, True),
        ("text/xml", FEED, True),
        ("application/feed+json", FEED, True),
        ("application/pdf", FEED, False),
        ("application/pdf", ("pdf",), True),
        ("text/vtt", TRANSCRIPT, True),
        ("application/json", ("json",), True),
        ("image/png", ("html", "text"), False),
        ("application/octet-stream", ("html", "text"), False),
        ("video/mp4, text/html", ("html",), False),
        ("html \x9b2J", ("html",), False),
    ],
)
async def test_only_the_kinds_asked_for_are_taken(
    fetcher: Fetcher, site: Site, content_type: str, accept: tuple[Kind, ...], taken: bool
) -> None:
    page = site.answer("/a", "hello", Content_Type=content_type)
    if taken:
        assert (await fetcher.fetch(page, accept=accept)).body == b"hello"
        return
    with pytest.raises(Refused) as refused:
        await fetcher.fetch(page, accept=accept)
    assert str(refused.value).isprintable()


SMALL = Limits(max_bytes=10_000)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"a" * 10_001, "identity"),
        (gzip.compress(b"a" * 10_001), "gzip"),
        (gzip.compress(bytes(50_000_000)), "gzip"),
        (gzip.compress(b"a" * 6_000) * 2, "gzip"),
        (gzip.compress(b"") * 1_000, "gzip"),
    ],
)
async def test_what_is_larger_than_the_limit_once_unpacked_is_refused(
    build_fetcher: BuildFetcher, site: Site, body: bytes, encoding: str
) -> None:
    with pytest.raises(Refused, match="EVENHAND_MAX_MB"):
        await build_fetcher(SMALL).fetch(site.answer("/a", body, Content_Encoding=encoding))


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
async def test_what_is_as_large_as_the_limit_is_taken(build_fetcher: BuildFetcher, site: Site, encoding: str) -> None:
    packed = gzip.compress(b"a" * 4_000) + gzip.compress(b"b" * 6_000) + bytes(8)
    fetched = await build_fetcher(SMALL).fetch(site.answer("/a", packed, Content_Encoding=encoding))
    assert fetched.body == b"a" * 4_000 + b"b" * 6_000


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(gzip.compress(b"hello")), "gzip, gzip"),
        (zlib.compress(b"hello"), "deflate"),
        (b"hello", "br"),
        (b"hello", "gzip"),
    ],
)
async def test_what_is_packed_otherwise_is_refused(fetcher: Fetcher, site: Site, body: bytes, encoding: str) -> None:
    with pytest.raises(Refused, match="save the page"):
        await fetcher.fetch(site.answer("/a", body, Content_Encoding=encoding))


async def test_what_ends_too_early_is_to_be_tried_later(fetcher: Fetcher, site: Site) -> None:
    with pytest.raises(TryLater, match="stopped in the middle"):
        await fetcher.fetch(site.answer("/a", gzip.compress(b"hello " * 90)[:-12], Content_Encoding="gzip"))

    async def breaks_off(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100", "Content-Type": "text/html"})
        await response.prepare(request)
        await response.write(b"hello")
        assert request.transport is not None
        request.transport.close()
        return response

    with pytest.raises(TryLater, match="broke off"):
        await fetcher.fetch(site.serve("/b", breaks_off))


async def test_a_server_that_never_ends_is_left_when_the_time_is_over(build_fetcher: BuildFetcher, site: Site) -> None:
    async def trickles(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while True:
            await response.write(b"a")
            await asyncio.sleep(0)

    page = site.serve("/a", trickles)
    fetcher = build_fetcher(Limits(seconds=0.2, max_bytes=1 << 40))
    with pytest.raises(TryLater, match="takes too long"):
        await fetcher.fetch(page)


def takes(seconds: float, time_s: list[float], site: Site) -> str:
    """A page that takes so long to redirect to the next, three times; returns the first one's address."""

    async def page(request: web.Request) -> web.Response:
        time_s[0] += seconds
        step = int(request.query["step"])
        return web.Response(status=302 if step < 3 else 200, headers={"Location": f"/steps?step={step + 1}"})

    return site.serve("/steps", page) + "?step=1"


async def test_the_time_counts_for_all_redirects_together(build_fetcher: BuildFetcher, site: Site) -> None:
    time_s = [0.0]
    fetcher = build_fetcher(now=lambda: time_s[0])
    assert (await fetcher.fetch(takes(6, time_s, site))).status == 200
    with pytest.raises(TryLater, match="takes too long"):
        await fetcher.fetch(takes(11, time_s, site))
    assert len(site.requests) == 5


async def test_who_waits_for_a_place_loses_no_time(build_fetcher: BuildFetcher, site: Site) -> None:
    time_s = [0.0]
    fetcher = build_fetcher(Limits(at_once_a_host=1), now=lambda: time_s[0])
    page = takes(6, time_s, site)
    assert len(await asyncio.gather(*(fetcher.fetch(page) for _ in range(4)))) == 4


async def test_two_requests_at_most_go_to_a_host_at_once(site: Site, fetcher: Fetcher) -> None:
    arrived, may_answer = asyncio.Semaphore(0), asyncio.Event()
    at_once: list[int] = [0]

    async def page(_: web.Request) -> web.Response:
        at_once.append(at_once[-1] + 1)
        arrived.release()
        await may_answer.wait()
        at_once.append(at_once[-1] - 1)
        return web.Response(text="hello")

    held = site.serve("/a", page)
    tasks = [asyncio.create_task(fetcher.fetch(held)) for _ in range(6)]
    await arrived.acquire()
    await arrived.acquire()
    site.answer("/b", "hello")
    for _ in range(3):  # by now the others would have arrived as well
        await fetcher.fetch(site.url("/b", host="other.example"))
    may_answer.set()
    await asyncio.gather(*tasks)
    assert max(at_once) == 2
    assert len(site.requests) == 9


async def test_what_no_server_answers_is_to_be_tried_later(fetcher: Fetcher, names: Names) -> None:
    with pytest.raises(TryLater, match="cannot be reached"):
        await fetcher.fetch("http://door.example:1/")
    with pytest.raises(TryLater, match=r"nobody knows the name gone\.example"):
        await fetcher.fetch("https://gone.example/")
    assert names.asked[-1] == "gone.example"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000,
    ],
)
async def test_what_is_no_answer_is_to_be_tried_later(answer: bytes) -> None:
    async with Fetcher(resolve=Names({"news.example": [PUBLIC]}), connector=Lines(answer)) as fetcher:
        with pytest.raises(TryLater):
            await fetcher.fetch("http://news.example/")
