"""No way leads round the guard: what is refused is never connected to, and what is connected to was checked."""

import socket
import ssl
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import EvenhandError, Refused, TryLater
from store.fetch.connect import GuardedBackend
from store.fetch.fetch import Fetcher
from store.fetch.guard import check_answers, check_url, host_of, is_address, shown_address
from tests.store.fetch.conftest import Lines, Names, Site
from tests.store.fetch.ways_round import PUBLIC, PUBLIC_V6, WAYS, Way

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name.encode("unicode_escape").decode())


def test_the_ways_are_many_and_differ() -> None:
    assert len({(way.address, *way.answers.values()) for way in WAYS}) == len(WAYS) >= 40


@each_way
async def test_no_way_leads_round_the_guard(way: Way) -> None:
    names, lines = Names(way.answers), Lines(ANSWER)
    async with Fetcher(resolve=names, connector=lines) as fetcher:
        with pytest.raises(Refused) as refused:
            await fetcher.fetch(way.address)
    assert lines.to == []
    assert bool(names.asked) == way.looks_up
    assert "\n" not in str(refused.value)


@each_way
async def test_no_redirect_leads_round_the_guard(way: Way, site: Site) -> None:
    location = "".join(character for character in way.address if character.isprintable())  # what a header can hold
    names, lines = Names({**way.answers, "door.example": ["127.0.0.1"]}), Lines(ANSWER)
    door = site.answer("/", status=302, Location=location)
    async with Fetcher(excepted={"door.example"}, resolve=names, connector=lines) as fetcher:
        with pytest.raises((Refused, TryLater)):
            await fetcher.fetch(door)
    assert set(lines.to) == {("127.0.0.1", site.port)}
    assert all(request.host == f"door.example:{site.port}" for request in site.requests)


@each_way
@pytest.mark.filterwarnings("ignore:A test tried to use socket")
async def test_no_packet_of_a_test_leaves_this_machine_even_if_the_guard_is_broken(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every_url(text: str, _: object) -> httpx.URL:
        return httpx.URL(text)

    def every_answer(_: str, answers: list[str]) -> list[str]:
        return answers

    monkeypatch.setattr("store.fetch.fetch.check_url", every_url)
    monkeypatch.setattr("store.fetch.connect.check_answers", every_answer)
    connected: list[Any] = []
    guarded = socket.socket.connect

    def observed(self: socket.socket, to: Any) -> None:
        guarded(self, to)
        connected.append(to)

    monkeypatch.setattr(socket.socket, "connect", observed)
    async with Fetcher() as fetcher:  # with the real resolver and the real connector
        with pytest.raises(Exception):  # noqa: B017, PT011  (of many kinds: what matters is what left)
            await fetcher.fetch(way.address)
    assert all(to[0] == "127.0.0.1" for to in connected)


async def test_a_broken_guard_would_be_seen_by_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.fetch.connect.check_answers", lambda _, answers: answers)
    lines = Lines(ANSWER)
    async with Fetcher(resolve=Names({"inside.example": ["10.0.0.5"]}), connector=lines) as fetcher:
        await fetcher.fetch("https://inside.example/")
    assert lines.to == [("10.0.0.5", 443)]


async def test_the_connection_goes_to_the_machine_that_was_checked_and_keeps_the_name() -> None:
    names, lines = Names({"news.example": [PUBLIC, PUBLIC_V6]}), Lines(ANSWER)
    async with Fetcher(resolve=names, connector=lines) as fetcher:
        fetched = await fetcher.fetch("https://News.example./a?b=c#d")
    assert (fetched.url, fetched.body) == ("https://news.example/a?b=c", b"hello")
    assert (lines.to, names.asked) == ([(PUBLIC, 443)], ["news.example"])
    (line,) = lines.opened
    assert b"GET /a?b=c HTTP/1.1\r\nHost: news.example\r\n" in line.sent
    assert line.encrypted_for is not None
    name, context = line.encrypted_for
    assert name == "news.example"
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


async def test_a_name_that_changes_after_the_check_gains_nothing() -> None:
    names = Names({"news.example": [PUBLIC]})
    lines = Lines(b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    machines = iter([[PUBLIC], ["127.0.0.1"]])

    async def changing(host: str) -> list[str]:
        names.asked.append(host)
        return next(machines)

    async with Fetcher(resolve=changing, connector=lines) as fetcher:
        with pytest.raises(Refused, match="this network"):
            await fetcher.fetch("http://news.example/")
    assert lines.to == [(PUBLIC, 80)]
    assert len(names.asked) == 2


async def test_of_several_machines_the_next_is_tried_and_all_that_are_tried_were_checked() -> None:
    lines = Lines()
    async with Fetcher(resolve=Names({"news.example": [PUBLIC, PUBLIC_V6]}), connector=lines) as fetcher:
        with pytest.raises(TryLater, match="cannot be reached"):
            await fetcher.fetch("https://news.example/")
    assert lines.to == [(PUBLIC, 443), (PUBLIC_V6, 443)]


async def test_an_excepted_host_is_fetched_and_its_neighbours_are_not(site: Site, fetcher: Fetcher) -> None:
    assert (await fetcher.fetch(site.answer("/", "hello"))).body == b"hello"
    for neighbour in ("127.0.0.1", "localhost", "x.door.example", "door.example.evil.example", "evildoor.example"):
        with pytest.raises(EvenhandError):
            await fetcher.fetch(site.url("/", host=neighbour))
    assert len(site.requests) == 1


async def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    lines = Lines(ANSWER)
    async with Fetcher(resolve=Names({"news.example": [PUBLIC]}), connector=lines) as fetcher:
        await fetcher.fetch("http://news.example/")
    assert lines.to == [(PUBLIC, 80)]


async def test_sockets_of_this_machine_are_never_connected_to() -> None:
    with pytest.raises(Refused):
        await GuardedBackend(Names(), httpcore.AnyIOBackend()).connect_unix_socket("/run/inside.sock")


def test_a_name_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="no machine"):
        check_answers("news.example", [])


@pytest.mark.parametrize("answer", [PUBLIC, PUBLIC_V6, "64:ff9b::5db8:d822"])
def test_public_machines_are_public(answer: str) -> None:
    assert check_answers("news.example", [answer]) == [answer]


@given(st.text() | st.builds("http://{}/".format, st.text()) | st.builds("https://{}".format, st.text()))
def test_any_text_is_refused_or_becomes_an_address_that_means_the_same_the_next_time(text: str) -> None:
    try:
        url = check_url(text)
    except Refused:
        return
    assert check_url(str(url)) == url
    assert url.scheme in ("http", "https")
    assert not url.userinfo


def test_a_password_is_never_shown() -> None:
    assert shown_address("https://ada:hush@news.example/a@b") == "https://…@news.example/a@b"
    assert shown_address("https://news.example/a@b") == "https://news.example/a@b"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Intranet.Example.", "intranet.example"),
        ("intranet", "intranet"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("0:0::1", "::1"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_hosts_are_compared_in_one_spelling(text: str, host: str) -> None:
    assert host_of(text) == host


@pytest.mark.parametrize("text", ["", "https://x.example", "x.example/a", "x.example:80", "a b", "ada@x.example", "*"])
def test_what_is_more_or_less_than_a_host_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        host_of(text)


def test_addresses_are_told_from_paths() -> None:
    assert all(map(is_address, ("https://x.example", "HTTP://x.example", "file:///etc/passwd")))
    assert not any(map(is_address, ("articles/a.txt", "-", "C:\\a.txt", "a://b", "https:/x.example", "://")))
