"""The `podcast:transcript` tags of a podcast's feed; feedparser keeps only the last one of an episode."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from store.feeds.items import Transcript

_NAMESPACES = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
_TRANSCRIPTS_MAX = 20


def transcript_tags(xml: bytes, base: str) -> Mapping[str, tuple[Transcript, ...]]:
    """The transcripts of every item that has any, by the item's guid and by its link. Never raises."""
    if b"transcript" not in xml:
        return {}
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.LxmlError:
        return {}
    found: dict[str, tuple[Transcript, ...]] = {}
    for item in root.iter("item") if root is not None else ():
        tags = [tag for name in _NAMESPACES for tag in item.iter(f"{{{name}}}transcript")][:_TRANSCRIPTS_MAX]
        transcripts = tuple(one for tag in tags if (one := _transcript(tag, base)))
        for key in ("guid", "link") if transcripts else ():
            name = " ".join((item.findtext(key) or "").split())
            if name:
                found.setdefault(name, transcripts)
    return found


def _transcript(tag: Any, base: str) -> Transcript | None:
    try:
        url = urljoin(base, (tag.get("url") or "").strip())
        usable = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return None
    kind = (tag.get("type") or "").split(";")[0].strip().lower()
    return Transcript(url, kind or None) if usable and tag.get("url") else None
