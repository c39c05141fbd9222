"""Which addresses may be fetched and which machines may be asked for them.

An address may come from anybody: a feed, a redirect, a message. It must not lead the bot to what only the bot's own
machine or network can reach. So an address is checked as text, and the machines that its name stands for are checked
again before each connection (`store.fetch.connect`), which goes to the very machine that was checked.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from store.errors import Refused

PORTS = frozenset({80, 443, 8080, 8443})
"""Where websites listen; whatever listens elsewhere is most likely no website."""
URL_CHARACTERS_MAX = 8_000
"""What web servers take at most."""

_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_WITH_USER = re.compile(r"([^/?#]*//)[^/?#]*@")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

_INSIDE_V4 = tuple(
    map(
        IPv4Network,
        (
            "192.0.0.0/24",  # protocol assignments, one cloud's metadata (192.0.0.192) among them
            "192.88.99.0/24",  # relays to IPv6, abandoned
            "168.63.129.16/32",  # one cloud's metadata, at an address that looks public
        ),
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_INSIDE_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, tunnels (Teredo) among them
            "2002::/16",  # tunnels to IPv4 (6to4), abandoned
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def is_address(text: str) -> bool:
    """Whether this is meant as an address, of the web or of anything else, and not as a path."""
    return bool(_ADDRESS.match(text))


def shown_address(text: str) -> str:
    """The address as it may be shown: without a user's name and password."""
    return _WITH_USER.sub(r"\1…@", text, count=1)


def host_of(text: str) -> str:
    """A host's name or number as it is compared: one spelling, IDNA. Raises Refused where it is none, or more."""
    if set("/?#@") & set(text):
        raise Refused(f"{text} is more than a host's name; leave out the rest")
    return _plain_host(_parsed(f"https://[{text.strip('[]')}]" if ":" in text else f"https://{text}"))


def check_url(text: str, excepted: AbstractSet[str] = frozenset()) -> httpx.URL:
    """The address, ready to be asked for, in one spelling and without its fragment.

    Raises Refused where it is not plain http or https to a public website's port. `excepted` are hosts in the form of
    `host_of` that may be asked at any port and whatever machine they are.
    """
    url = _parsed(text)
    if url.scheme not in ("http", "https"):
        raise Refused("only http:// and https:// are fetched; pass files by their paths")
    host = _plain_host(url)
    port = url.port if url.port is not None else {"http": 80, "https": 443}[url.scheme]
    if not 0 < port < 1 << 16:
        raise Refused(f"there is no port {port}; check the address")
    if host not in excepted:
        if "." not in host and ":" not in host:
            raise Refused(f"{host} is a name of this network; if you trust it, add it to EVENHAND_FETCH_ALLOW")
        if port not in PORTS:
            raise Refused(f"port {port} is not a website's; if you trust {host}, add it to EVENHAND_FETCH_ALLOW")
    return url.copy_with(host=host, fragment=None)


def check_answers(host: str, answers: Iterable[str]) -> list[str]:
    """The machines that a name stands for, in their order. Raises Refused if there is none, or any is not public.

    All must be: of a public and a private answer the connection might end up at the private one.
    """
    machines = []
    for answer in answers:
        try:
            machine = ip_address(answer)
        except ValueError:
            machine = None
        if machine is None or not is_public(machine):
            raise Refused(
                f"{host} is a machine of this network, not a public website ({answer[:50]}); "
                "if you trust it, add it to EVENHAND_FETCH_ALLOW"
            )
        machines.append(str(machine))
    if not machines:
        raise Refused(f"{host} stands for no machine; check the address")
    return machines


def is_public(machine: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet reaches the same machine under this number."""
    if isinstance(machine, IPv6Address):
        if machine in _NAT64:  # how machines without IPv4 reach IPv4: the last 32 bits are what they reach
            return is_public(IPv4Address(int(machine) & 0xFFFFFFFF))
        # Everything else that stands for another address or only inside one network lies outside what is global.
        inside = machine.scope_id or machine not in _GLOBAL_V6 or any(machine in part for part in _INSIDE_V6)
    else:
        inside = any(machine in part for part in _INSIDE_V4)
    return not (inside or machine.is_multicast or machine.is_reserved) and machine.is_global


def _parsed(text: str) -> httpx.URL:
    if len(text) > URL_CHARACTERS_MAX:
        raise Refused(f"the address has more than {URL_CHARACTERS_MAX:,} characters; check it")
    if _NO_ADDRESS.search(text):
        raise Refused("the address has spaces, backslashes or control characters in it; check it")
    if _WITH_USER.match(text):
        raise Refused("the address names a user or password, which are never sent; leave them out")
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused("it cannot be an address; check it") from error


def _plain_host(url: httpx.URL) -> str:
    """The host in one spelling. Raises Refused for odd spellings of numbers and for what can be no name."""
    plain = url.raw_host.decode("ascii").removesuffix(".").lower()
    try:
        if "%" not in plain:  # the zone of an IPv6 address means something on this machine only
            return str(IPv6Address(plain) if ":" in plain else IPv4Address(plain))
    except ValueError:
        pass
    # What ends in a number is read as an IPv4 address by some: in octal, in hex, with parts left out.
    if not _HOST.fullmatch(plain) or _NUMBER.fullmatch(plain.rpartition(".")[2]):
        raise Refused(f"{plain[:80] or 'nothing'} is no website's name; check the address")
    return plain
