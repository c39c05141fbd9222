"""`evenhand ingest` with addresses: each has its own outcome, and nothing else in the code fetches by itself."""

import ast
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.test_cli import ARTICLE, as_json, evenhand

ROOT = Path(__file__).parent.parent
HTML = "<!doctype html><html><head><title>{}</title>{}</head><body><article><h1>{}</h1>{}</article></body></html>"


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self._say(301, b"", Location="/towns")
        elif self.path in {"/towns", "/stated"}:
            title, *paragraphs = ARTICLE.split("\n\n")
            stated = '<meta property="og:url" content="https://ledger.example/towns">' if self.path == "/stated" else ""
            page = HTML.format(title, stated, title, "".join(f"<p>{one}</p>" for one in paragraphs))
            self._say(200, page.encode())
        else:
            self._say(404, b"")

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: tests are quiet."""


@pytest.fixture
def website() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_addresses_are_ingested_beside_files_and_each_has_its_outcome(website: str, tmp_path: Path) -> None:
    other = tmp_path / "wards.txt"
    other.write_text(" ".join(f"In ward {n} the council heard speaker {n * 7} on its clerks." for n in range(40)))
    inside = "http://ada:hush@10.0.0.1/"
    addresses = [f"{website}/moved", "http://169.254.169.254/latest", f"{website}/gone", "ftp://x.example/", inside]
    done = evenhand("ingest", *addresses, other, "--json", EVENHAND_FETCH_ALLOW="127.0.0.1")
    assert done.returncode == 1
    outcomes = {one["origin"]: one for one in json.loads(done.stdout)["sources"]}
    assert outcomes[addresses[0]]["status"] == outcomes[str(other)]["status"] == "indexed"
    assert "EVENHAND_FETCH_ALLOW" in outcomes[addresses[1]]["reason"]
    assert "404" in outcomes[addresses[2]]["reason"]
    assert "only http" in outcomes[addresses[3]]["reason"]
    assert "hush" not in done.stdout + done.stderr
    (stored,) = [one for one in as_json(evenhand("sources", "--json")) if one["origin"] == addresses[0]]
    assert (stored["url"], stored["facts_from"]["url"]) == (f"{website}/towns", "address")
    again = as_json(evenhand("ingest", addresses[0], "--json", EVENHAND_FETCH_ALLOW="127.0.0.1"))
    assert again["unchanged"] == 1


def test_a_page_that_states_its_address_is_believed(website: str) -> None:
    as_json(evenhand("ingest", f"{website}/stated", "--json", EVENHAND_FETCH_ALLOW="127.0.0.1"))
    (stored,) = as_json(evenhand("sources", "--json"))
    assert (stored["url"], stored["origin"]) == ("https://ledger.example/towns", f"{website}/stated")


def test_without_the_exception_this_machine_is_not_fetched(website: str) -> None:
    done = evenhand("ingest", f"{website}/towns")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"refused    {website}/towns: " in done.stdout
    assert "0 indexed" in done.stdout


FETCHING_MODULES = (
    "urllib.request", "urllib.robotparser", "http.client", "requests", "urllib3", "httpx2", "ftplib", "trafilatura.downloads",
    "trafilatura.feeds", "trafilatura.sitemaps", "trafilatura.spider", "courlan.network", "lxml.html.submit_form",
)  # fmt: skip
FETCHING_CALLS = frozenset({
    "fetch_url", "fetch_response", "urlopen", "urlretrieve", "find_feed_urls", "sitemap_search", "focused_crawler", "from_url",
    "create_connection", "open_connection", "ClientSession", "AsyncClient", "AsyncHTTPTransport", "HTTPTransport",
})  # fmt: skip
MAY_CONNECT = {"bot/playground/driver.py"}
"""The look-alike of Slack delivers to the bot's own server."""


def _fetching(code: str) -> list[str]:
    """What in this code fetches by itself, or would if it were handed an address."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name.startswith(FETCHING_MODULES)]
        elif isinstance(node, ast.ImportFrom):
            found += [n for name in node.names if (n := f"{node.module}.{name.name}").startswith(FETCHING_MODULES)]
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.rpartition(".")[2]
            if last in FETCHING_CALLS or (
                called.startswith("httpx.") and last in {"get", "stream", "request", "Client"}
            ):
                found.append(called)
            # These take an address or a file's name where a document is meant; only a stream is always a document.
            if called in {"feedparser.parse", "etree.parse", "lxml_html.parse", "html.parse"}:
                argument = ast.unparse(node.args[0]) if node.args else ""
                found += [] if argument.startswith(("BytesIO(", "io.BytesIO(")) else [called]
    return found


@pytest.mark.parametrize(
    "code",
    [
        "import trafilatura\ntrafilatura.fetch_url(x)",
        "from trafilatura import fetch_url\nfetch_url(x)",
        "import feedparser\nfeedparser.parse(data)",
        "import urllib.request",
        "from urllib import request",
        "from urllib.robotparser import RobotFileParser",
        "import httpx\nhttpx.get(x)",
        "httpx.AsyncClient()",
        "etree.parse(x)",
    ],
)
def test_what_fetches_by_itself_is_recognised(code: str) -> None:
    assert _fetching(code)


def test_nothing_but_the_guarded_fetcher_fetches() -> None:
    files = [path for folder in ("bot", "store") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(files) > 100
    found = {str(path.relative_to(ROOT)): _fetching(path.read_text("utf-8")) for path in files}
    assert {name: what for name, what in found.items() if what and name not in MAY_CONNECT} == {}
