"""Newsletters: mails saved one by one (.eml) or many in a file (.mbox)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from io import BufferedReader
from typing import cast

from store.articles import Facts, Page, Published
from store.characters import characters_only
from store.cleaning.encoding import decode
from store.errors import Refused
from store.facts.gathered import Gathered, combine
from store.facts.names import is_outlet, is_person
from store.readers.limits import Limits
from store.readers.page import page_of, stated_fact
from store.readers.parts import Parts, Problem, by_content
from store.sources import Source

_REPLY = re.compile(r"^\s*(?:re|aw|antw|sv|fwd?|wg|tr|rv|i|enc)\s*(?:\[\d+\])?:\s*", re.IGNORECASE)
_FROM_LINE = re.compile(rb"From [^\r\n]*\d\d:\d\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_CHARACTERS_MAX = 2000
_HEADER_SOURCE_MAX = 8000
"""Characters that are read of one header; taking apart one of a megabyte fills many gigabytes of memory."""
_PARTS_MAX = 200


class _ShortHeaders(policy.EmailPolicy):
    """The standard's own policy, for headers that anybody may have written."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER_SOURCE_MAX]


_POLICY = _ShortHeaders()


def read_mail(data: bytes, source: Source) -> Page:
    """The newsletter in a mail: its HTML, or where that holds no article its plain text. Attachments are not read.

    From, Subject and Date state its publisher (or author), title and date: the day on which it was sent. Of what
    somebody forwarded these are the forwarder's, so only the title is taken. Raises Refused, nothing else.
    """
    try:
        message = _parsed(data)
        known = combine(source.facts, _facts(message))
        bodies = _bodies(message)
    except RecursionError:
        raise Refused("the message is nested too deeply to be read; save its text as .txt") from None
    refusal = Refused("the message has no text, only attachments; save what you want and pass that")
    for part in bodies:
        try:
            raw = characters_only(decode(*_content(part, source)))
            return page_of(
                _unflowed(raw, part), source.origin, html=part.get_content_type() == "text/html", known=known
            )
        except Refused as error:
            refusal = error
    raise refusal


def read_mbox(source: Source, stream: BufferedReader, limits: Limits, parts: Parts) -> Iterator[Page | Problem]:
    """The newsletters of a mailbox, one at a time; each is called by its Message-ID."""
    for data in _messages(stream, limits):
        part = _part(source, data, parts)
        if len(data) > limits.article_bytes:
            reason = f"the message has more than {limits.article_bytes / 1e6:g} MB, the limit; raise EVENHAND_MAX_MB"
            yield Problem(part.origin, part.name, reason)
            continue
        try:
            yield read_mail(data, part)
        except Refused as error:
            yield Problem(part.origin, part.name, str(error))


def _messages(stream: BufferedReader, limits: Limits) -> Iterator[bytes]:
    """Each message, cut a little above the limit: as much of it as tells what it is called."""
    lines: list[bytes] = []
    size, after_blank, starts_line = 0, True, True
    while line := stream.readline(limits.article_bytes):
        if starts_line and after_blank and _FROM_LINE.match(line):
            if lines:
                yield _unquoted(lines)
            lines, size = [], 0
        elif size <= limits.article_bytes:
            lines.append(line)
            size += len(line)
        after_blank = starts_line and not line.strip()
        starts_line = line.endswith(b"\n")
    if lines:
        yield _unquoted(lines)


def _unquoted(lines: list[bytes]) -> bytes:
    return _QUOTED_FROM.sub(rb"\1", b"".join(lines))


def _part(source: Source, data: bytes, parts: Parts) -> Source:
    header = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
    found = re.search(rb"^Message-ID:\s*(\S[^\r\n]*)", header, re.IGNORECASE | re.MULTILINE)
    if found is None:
        return by_content(source, data)
    return parts.part(source, found[1].decode("utf-8", "replace").strip().strip("<>"))


def _parsed(data: bytes) -> EmailMessage:
    try:
        return cast("EmailMessage", BytesParser(policy=_POLICY).parsebytes(data))
    except RecursionError:
        raise
    except Exception as error:  # the parser trips over headers in more ways than it documents
        raise Refused("the message is broken and cannot be read; save its text as .txt") from error


def _facts(message: EmailMessage) -> Facts:
    gathered = Gathered()
    subject = stated_fact(_header(message, "Subject"))
    title = _REPLY.sub("", subject or "")
    while title != _REPLY.sub("", title):
        title = _REPLY.sub("", title)
    gathered.add("title", title, "Subject header")
    if title != (subject or ""):
        return gathered.facts()
    sender = _sender(message)
    person = sender is not None and is_person(sender) and not is_outlet(sender)
    gathered.add("author" if person else "publisher", sender, "From header")
    gathered.add("published", _sent(_header(message, "Date")), "Date header: when the message was sent")
    return gathered.facts()


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, however broken it is; the first where there are several."""
    value: object = None
    with suppress(Exception):  # a header is taken apart only when it is asked for, and then anything may happen
        value = message.get(name)
    return str(value)[:_HEADER_CHARACTERS_MAX] if value is not None else ""


def _sender(message: EmailMessage) -> str | None:
    """The name of the sender; the address alone names nobody."""
    header = _header(message, "From")
    with suppress(Exception):
        for name, _ in getaddresses([header]):
            plain = stated_fact(name.strip("\"' "))
            if plain and "@" not in plain:
                return plain
    return None


def _sent(header: str) -> Published | None:
    """The day as the header writes it, in the sender's own time zone."""
    try:
        day = parsedate_to_datetime(header).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Published(day.year, day.month, day.day, as_stated=stated_fact(header))


def _bodies(message: EmailMessage) -> list[EmailMessage]:
    """The parts with the newsletter, the best first: HTML, then plain text; no attachments."""
    texts: dict[str, list[EmailMessage]] = {"text/html": [], "text/plain": []}
    for number, part in enumerate(message.walk()):
        if number == _PARTS_MAX:
            break
        kind = part.get_content_type()
        if kind in texts and not _is_attached(part) and isinstance(part, EmailMessage):
            texts[kind].append(part)
    return [one for found in texts.values() for one in found]


def _is_attached(part: EmailMessage) -> bool:
    with suppress(Exception):
        return part.get_content_disposition() == "attachment"
    return True


def _content(part: EmailMessage, source: Source) -> tuple[bytes, str | None]:
    """The bytes of a part and its charset as declared."""
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except Exception as error:  # broken base64 and parameters, see `_parsed`
        raise Refused("a part of the message is broken; save its text as .txt") from error
    return payload if isinstance(payload, bytes) else b"", charset or source.charset


def _unflowed(raw: str, part: EmailMessage) -> str:
    """Plain text whose sender marked with a space where a line goes on (format=flowed, RFC 3676)."""
    flowed = ""
    with suppress(Exception):
        flowed = str(part.get_param("format") or "")
    if flowed.lower() != "flowed":
        return raw
    return re.sub(r"(?<!^--)[ ]\r?\n(?=\S)", " ", raw, flags=re.MULTILINE)
