"""What stands in the fields of a feed, read with distrust: titles, names, addresses."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from store.characters import characters_only
from store.cleaning.lines import tidy

FIELD_MAX = 1000
"""Characters of a title or name: more is bait."""

_ADDRESS_AND_NAME = re.compile(r"\A\s*[^\s@()]+@[^\s@()]+\s*\(([^()]+)\)\s*\Z")
_NAME_AND_ADDRESS = re.compile(r"\A\s*([^<>@]+?)\s*<[^<>]*>\s*\Z")


def plain(value: Any) -> str | None:
    """A title or name as text on one line: tags gone, entities read."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = characters_only(value[: 4 * FIELD_MAX])
    if "<" in text or "&" in text:
        try:
            text = lxml_html.fromstring(f"<div>{text}</div>").text_content()
        except (etree.LxmlError, ValueError):
            text = re.sub(r"<[^<>]*>", "", text)
    return one_line(text)


def one_line(text: str) -> str | None:
    """The text on one line, without the invisible characters that steer terminals and turn words around."""
    return " ".join(tidy(characters_only(text)).split())[:FIELD_MAX] or None


def web_address(value: Any, base: str) -> str | None:
    """An http or https address, made absolute, or None: a feed may name anything."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        address = urljoin(base, characters_only("".join(value.split())))
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    usable = usable and one_line(address) == address[:FIELD_MAX]  # nothing invisible
    return address if usable and len(address) <= 2 * FIELD_MAX else None


def person(value: Any) -> str | None:
    """The name in an author field: RSS writes "ada@h.example (Ada Fenn)", others "Ada Fenn <ada@h.example>"."""
    if not isinstance(value, str):
        return None
    match = _ADDRESS_AND_NAME.match(value[:FIELD_MAX]) or _NAME_AND_ADDRESS.match(value[:FIELD_MAX])
    name = plain(match[1] if match else value)
    is_name = name is not None and "@" not in name and not (name.islower() and " " not in name)  # "admin"
    return name if is_name else None
