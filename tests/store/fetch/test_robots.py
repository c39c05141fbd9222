"""What sites ask of bots is asked for once an hour, through the same guard, and kept to."""

import asyncio

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from store import Refused, TryLater
from store.fetch.fetch import Fetcher
from store.fetch.robots import KEPT_S, MAX_BYTES
from tests.store.fetch.conftest import BuildFetcher, Site

RULES = "User-agent: *\nDisallow: /archive\n\nUser-agent: evenhand\nDisallow: /drafts*.html\nAllow: /\n"


def paths(site: Site) -> list[str]:
    return [request.path for request in site.requests]


async def test_what_a_site_asks_bots_not_to_fetch_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.answer("/robots.txt", RULES, Content_Type="text/plain")
    draft, page = site.answer("/drafts/a.html", "hello"), site.answer("/archive", "hello")
    with pytest.raises(Refused, match=r"robots\.txt"):
        await fetcher.fetch(draft, robots=True)
    assert (await fetcher.fetch(page, robots=True)).body == b"hello"
    assert (await fetcher.fetch(draft)).body == b"hello"  # who gives an address himself is no bot
    assert paths(site) == ["/robots.txt", "/archive", "/drafts/a.html"]


async def test_a_site_is_asked_again_after_an_hour(build_fetcher: BuildFetcher, site: Site) -> None:
    time_s = [0.0]
    fetcher = build_fetcher(now=lambda: time_s[0])
    site.answer("/robots.txt", RULES)
    page = site.answer("/drafts/a.html", "hello")
    for time_s[0] in (0.0, KEPT_S - 1):
        with pytest.raises(Refused):
            await fetcher.fetch(page, robots=True)
    site.answer("/robots.txt", "")
    time_s[0] = KEPT_S
    assert (await fetcher.fetch(page, robots=True)).body == b"hello"
    assert paths(site).count("/robots.txt") == 2


async def test_many_pages_of_a_site_ask_it_once(site: Site, fetcher: Fetcher) -> None:
    site.answer("/robots.txt", "")
    page = site.answer("/a", "hello")
    await asyncio.gather(*(fetcher.fetch(page, robots=True) for _ in range(5)))
    assert paths(site).count("/robots.txt") == 1


async def test_each_site_on_the_way_is_asked(site: Site, fetcher: Fetcher) -> None:
    async def rules(request: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /" if request.host.startswith("other.") else "")

    site.serve("/robots.txt", rules)
    page = site.answer("/a", status=302, Location=site.url("/b", host="other.example"))
    site.answer("/b", "hello")
    with pytest.raises(Refused, match=r"robots\.txt"):
        await fetcher.fetch(page, robots=True)
    assert "/b" not in paths(site)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_rules_may_be_fetched(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answer("/robots.txt", RULES, status=status)
    assert (await fetcher.fetch(site.answer("/drafts/a.html", "hello"), robots=True)).body == b"hello"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_site_whose_rules_cannot_be_told_is_left_for_later(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answer("/robots.txt", status=status)
    page = site.answer("/a", "hello")
    with pytest.raises(TryLater):
        await fetcher.fetch(page, robots=True)
    assert "/a" not in paths(site)


async def test_rules_that_lead_inside_are_not_followed_there(site: Site, fetcher: Fetcher) -> None:
    site.answer("/robots.txt", status=302, Location="http://169.254.169.254/latest")
    assert (await fetcher.fetch(site.answer("/a", "hello"), robots=True)).body == b"hello"
    assert {request.host for request in site.requests} == {f"door.example:{site.port}"}


async def test_of_endless_rules_the_beginning_counts(site: Site, fetcher: Fetcher) -> None:
    site.answer("/robots.txt", "User-agent: *\nDisallow: /drafts\n" + "# nothing\n" * (MAX_BYTES // 5))
    with pytest.raises(Refused, match=r"robots\.txt"):
        await fetcher.fetch(site.answer("/drafts/a.html", "hello"), robots=True)


_words = st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Request-rate", "Visit-time", "Sitemap"])
_lines = st.lists(st.builds("{}: {}".format, _words, st.text(max_size=20) | st.sampled_from(["*", "/", "1/0s", "//["])))


@given(st.text() | _lines.map("\n".join), st.sampled_from(["https://news.example/a?b", "https://news.example/"]))
def test_whatever_a_site_writes_can_be_read(rules: str, address: str) -> None:
    assert Protego.parse(rules).can_fetch(address, "Evenhand") in {True, False}
