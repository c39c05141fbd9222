"""JSON Feed (jsonfeed.org, versions 1 and 1.1), which feedparser does not read."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from store.characters import characters_only
from store.errors import Refused
from store.feeds.fields import FIELD_MAX, one_line, web_address
from store.feeds.items import Feed, Item

_ITEMS_MAX = 20_000


def parse_json_feed(data: bytes, url: str) -> Feed:
    """The feed in these bytes. An item that is none is left out, with a warning. Raises Refused for other JSON."""
    try:
        stated = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise Refused("this is no readable JSON; give the feed's own address") from None
    if not isinstance(stated, dict) or "jsonfeed.org" not in str(stated.get("version")):
        raise Refused("this JSON is no JSON Feed: its “version” does not name jsonfeed.org; give the feed's address")
    entries = stated.get("items")
    entries = entries[:_ITEMS_MAX] if isinstance(entries, list) else []
    items = [item for entry in entries if isinstance(entry, dict) and (item := _item(entry, url))]
    left_out = len(entries) - len(items)
    return Feed(
        title=_plain(stated.get("title")),
        items=tuple({item.guid: item for item in reversed(items)}.values())[::-1],
        site=web_address(stated.get("home_page_url"), url),
        warning=f"{left_out} items are broken and left out" if left_out else None,
    )


def _item(entry: Mapping[str, Any], base: str) -> Item | None:
    url = web_address(entry.get("url") or entry.get("external_url"), base)
    identity = entry.get("id")
    guid = str(identity) if isinstance(identity, (str, int, float)) and str(identity).strip() else url
    if guid is None:
        return None
    authors = entry.get("authors") or [entry.get("author")]
    names = [_plain(one.get("name")) for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    texts = [value for name in ("content_html",) if isinstance(value := entry.get(name), str)]
    texts += [_paragraphs(value) for name in ("content_text", "summary") if isinstance(value := entry.get(name), str)]
    published = entry.get("date_published")
    return Item(
        guid=" ".join(characters_only(guid).split())[:FIELD_MAX],
        url=url,
        title=_plain(entry.get("title")),
        author=", ".join(name for name in names if name) or None,
        published=_plain(published),
        stamp=_moment(published),
        content=characters_only(max(texts, key=len, default="")),
    )


def _plain(value: Any) -> str | None:
    return one_line(value) if isinstance(value, str) else None


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
