"""From the bytes of a file to a page: one module a kind of file."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from store.articles import Facts, Page
from store.characters import characters_only
from store.cleaning.encoding import decode
from store.readers.html import read_html
from store.readers.text import read_text

__all__ = ["read_page"]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(?:p|div|article|span|h\d|br|table|section|main)\b[^<>]*>", re.IGNORECASE)
_START_CHARACTERS = 4096


def read_page(data: bytes, origin: str, known: Facts = Facts()) -> Page:  # noqa: B008  (frozen)
    """The article in a file, read by what `origin` (a path, a URL or "-") ends in, and by what the file begins with.

    Raises Refused, its message saying what is wrong and what to do, for whatever is not an article; nothing else
    for any bytes. How large a file may be is the caller's business. `known` is what somebody else says of the article,
    such as a feed: it gives way to what the page states of itself, and stands before what is read out of its text.
    """
    raw = characters_only(decode(data))
    suffix = PurePosixPath(re.split(r"[?#]", origin)[0].replace("\x00", "")).suffix.lower()
    if _HTML_START.match(raw[:_START_CHARACTERS]) or (suffix in _HTML_SUFFIXES and _TAG.search(raw)):
        page = read_html(raw, origin, known)
        return replace(page, facts=_storable(page.facts))
    return read_text(raw, origin, known, markdown=suffix in _MARKDOWN_SUFFIXES)


def _storable(facts: Facts) -> Facts:
    """The facts of a page whose JSON may hold halves of characters."""
    texts = {name: characters_only(value) for name, value in vars(facts).items() if isinstance(value, str)}
    as_stated = facts.published.as_stated
    published = replace(facts.published, as_stated=as_stated and characters_only(as_stated))
    read_from = {fact: characters_only(where) for fact, where in facts.read_from.items()}
    return replace(facts, **texts, published=published, read_from=read_from)
