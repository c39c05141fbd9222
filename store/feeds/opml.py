"""OPML: lists of feeds as readers exchange them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from store.errors import Refused
from store.feeds.fields import one_line, plain, web_address
from store.feeds.xml_guard import safe_xml

FEEDS_MAX = 5000


class Listed(NamedTuple):
    """One feed of a list: its address, and the title that it goes under there."""

    url: str
    title: str | None


class Outlines(NamedTuple):
    """The feeds of a list, and the addresses in it that are none."""

    feeds: Sequence[Listed]
    refused: Sequence[str]


def read_opml(data: bytes) -> Outlines:
    """The feeds in an OPML file, folders flattened, each once. Nothing is fetched. Raises Refused for other files."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(safe_xml(data).data, parser)
    except etree.LxmlError:
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise Refused("this is no OPML; export the list of feeds from your reader as OPML")
    found: dict[str, Listed] = {}
    refused = []
    for outline in root.iter("outline"):
        stated = next((value for name, value in outline.attrib.items() if name.lower() == "xmlurl"), None)
        if not stated:
            continue
        url = web_address(stated, "")
        if url is None:
            refused.append(plain(stated) or "")
        elif len(found) < FEEDS_MAX:
            found.setdefault(url, Listed(url, one_line(outline.get("title") or outline.get("text") or "")))
    return Outlines(list(found.values()), refused)


def write_opml(feeds: Iterable[Listed]) -> str:
    """The feeds as OPML 2.0."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Evenhand feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        title = one_line(feed.title or "") or feed.url  # XML takes no control characters
        etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.url)
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return bytes(written).decode("utf-8")
