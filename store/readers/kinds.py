"""What kind of thing bytes are: by how they begin, then by their name, then by what their sender says."""

import re
from enum import Enum
from pathlib import PurePosixPath

from store.sources import Source


class Kind(Enum):
    """What a source is read as. PAGE is everything that holds one article as text: HTML, Markdown, plain text."""

    PAGE = "page"
    PDF = "pdf"
    MAIL = "mail"
    MBOX = "mbox"
    JSON = "json"
    JSON_LINES = "jsonl"
    ZIP = "zip"
    GZIP = "gzip"


_SUFFIXES = {
    ".eml": Kind.MAIL,
    ".mbox": Kind.MBOX,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
}
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})
_CONTENT_TYPES = {
    "message/rfc822": Kind.MAIL,
    "application/mbox": Kind.MBOX,
    "application/json": Kind.JSON,
    "application/feed+json": Kind.JSON,
    "application/x-ndjson": Kind.JSON_LINES,
    "application/jsonl": Kind.JSON_LINES,
}
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/markdown"})
_PDF_WITHIN = 1024
_MBOX = re.compile(rb"From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n[!-9;-~]+:")
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+", re.ASCII)
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_MAIL_ONLY = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*\{)")


def suffix_of(origin: str) -> str:
    """The suffix that tells a kind (".html"), of the last part of an origin that has one, or ""."""
    parts = origin.replace("\x00", "").split("#")
    if origin.startswith(("http://", "https://")):
        parts = [part.split("?")[0] for part in parts]
    for part in reversed(parts):
        suffix = PurePosixPath(part.lower().removesuffix(".gz")).suffix
        if suffix in _PAGE_SUFFIXES or suffix in _SUFFIXES:
            return suffix
    return ""


def kind_of(start: bytes, source: Source) -> Kind:
    """The kind of a source that begins so; `start` are its first kilobytes."""
    if start.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if b"%PDF-" in start[:_PDF_WITHIN]:
        return Kind.PDF
    content_type = (source.content_type or "").split(";")[0].strip().lower()
    suffix = suffix_of(source.origin)
    named = _SUFFIXES.get(suffix) or _CONTENT_TYPES.get(content_type)
    if named:
        return Kind.MBOX if named is Kind.MAIL and _MBOX.match(start) else named
    if content_type in _PAGE_TYPES or suffix in _PAGE_SUFFIXES - {".txt", ".text"}:
        return Kind.PAGE
    return _sniffed(start)


def _sniffed(start: bytes) -> Kind:
    if _MBOX.match(start):
        return Kind.MBOX
    headers = _HEADERS.match(start)
    if headers and _SENDER.search(headers[0]) and _MAIL_ONLY.search(headers[0]):
        return Kind.MAIL
    return Kind.JSON if _JSON.match(start) else Kind.PAGE
