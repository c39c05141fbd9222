"""Ways round the guard: addresses that seem harmless, or are misread by some, and lead to machines inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PUBLIC, PUBLIC_V6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"


@dataclass(frozen=True)
class Way:
    """An address, and what the names that it needs stand for. `looks_up`: names have to be asked for to see it."""

    name: str
    address: str
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def looks_up(self) -> bool:
        return bool(self.answers)


def _at(name: str, *machines: str, address: str | None = None) -> Way:
    return Way(f"{name} is {' and '.join(machines)}", address or f"https://{name}/", {name: machines})


NUMBERS = [
    Way(host, f"http://{host}/")
    for host in (
        # loopback, in the spellings that one program or another takes for it
        "127.0.0.1", "127.0.0.1.", "127.0.0.1..", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001",
        "0x7f.1", "0X7F.0.0.1", "0177.0.0.1", "017700000001", "127.000.000.001", "127.0.0.1.0x", "0", "0.0.0.0",  # noqa: S104
        "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1", "%31%32%37.0.0.1", "127.0.0.1%2f.news.example",
        "127.0.0.1%00.news.example", "127.0.0.1\u200b", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[127.0.0.1]",
        # the same inside of IPv6
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[::ffff:0:127.0.0.1]",
        # networks inside
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "192.0.2.1", "[fc00::1]", "[fec0::1]",
        "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[2001:db8::1]", "[3fff::1]", "[100::1]",
        # what clouds tell their machines
        "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192", "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]",
        # many at once, or none
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[ff02::1]",
    )
]  # fmt: skip

NAMES = [
    _at("inside.example", "10.0.0.5"),
    _at("inside.example", "::1"),
    _at("inside.example", "::ffff:10.0.0.5"),
    _at("inside.example", "fe80::1%2"),
    _at("inside.example", PUBLIC, "192.168.0.1"),
    _at("inside.example", "192.168.0.1", PUBLIC),
    _at("inside.example", PUBLIC_V6, "fd12::1"),
    _at("inside.example", "64:ff9b::a00:5"),
    _at("inside.example", "0.0.0.0"),  # noqa: S104
    _at("inside.example", "no number"),
    _at("metadata.cloud.example", "169.254.169.254"),
    _at("127.0.0.1.nip.example", "127.0.0.1"),
    _at("localhost.localdomain", "127.0.0.1"),
    _at("news.localhost", "::1"),
    _at("inside.example", "10.0.0.5", address="https://INSIDE.example./"),
    _at("xn--bcher-kva.example", "10.0.0.5", address="https://bücher.example/"),
    Way("a name without a dot", "http://localhost/"),
    Way("a name without a dot, with one behind it", "http://localhost./"),
    Way("a printer's name", "http://printer:8080/"),
    Way("a soft hyphen in a name", "http://local\u00adhost/"),
    Way("a name that is too long", f"https://{'a' * 64}.example/"),
]

SPELLINGS = [
    Way(address, address)
    for address in (
        "file:///etc/passwd", "ftp://news.example/a", "gopher://127.0.0.1:6379/_INFO", "unix:///var/run/docker.sock",
        "http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "data:text/html,hello", "javascript:alert(1)", "jar:http://x.example!/",
        "dict://127.0.0.1:11211/stats", "//127.0.0.1/", "127.0.0.1", "http:127.0.0.1", "http:/127.0.0.1/", "http:///127.0.0.1/", "http://",
        # who is asked, and who only seems to be
        "http://news.example@127.0.0.1/", "https://ada:hush@news.example/", "http://news.example:80@10.0.0.1/",
        "http://@127.0.0.1/", "http://news.example%40127.0.0.1/", "http://127.0.0.1#@news.example/", "http://127.0.0.1?@news.example/",
        "http://news.example\\@127.0.0.1/", "http:\\\\127.0.0.1\\", "http://127.0.0.1\\.news.example/", "http://[::1", "http://[::1]x.example/",
        # what splits a request or is dropped by some
        "http://news.example/\r\nHost: inside", "http://127.0.0.1\t/", "http://127.0.0.1\x00.news.example/", " http://127.0.0.1/",
        "http://news.example /", "ht\ntp://127.0.0.1/", "http://news.example\udce9/",
        # where no website listens
        "http://news.example:22/", "http://news.example:25/", "http://news.example:6379/", "http://news.example:0/",
        "http://news.example:65616/", "http://news.example:-80/", "http://news.example:8 0/", "https://news.example:2375/",
    )
]  # fmt: skip

WAYS = [*NUMBERS, *NAMES, *SPELLINGS]
