"""From the bytes of a file to a page: one module a kind of file."""

import re
from pathlib import PurePosixPath

from store.articles import Page
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


def read_page(data: bytes, origin: str) -> Page:
    """The article in a file, read by what `origin` (a path, a URL or "-") ends in, and by what the file begins with.

    Raises Refused, its message saying what is wrong and what to do, for whatever is not an article; nothing else
    for any bytes. How large a file may be is the caller's business.
    """
    raw = decode(data)
    suffix = PurePosixPath(re.split(r"[?#]", origin)[0].replace("\x00", "")).suffix.lower()
    if _HTML_START.match(raw[:_START_CHARACTERS]) or (suffix in _HTML_SUFFIXES and _TAG.search(raw)):
        return read_html(raw, origin)
    return read_text(raw, origin, markdown=suffix in _MARKDOWN_SUFFIXES)
