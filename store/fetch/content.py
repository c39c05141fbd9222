"""What is taken of an answer: the kinds of content asked for, and no more bytes than the limit, once unpacked."""

import re
import zlib
from collections.abc import AsyncIterator, Collection
from typing import Literal

from store.errors import Refused, TryLater

Kind = Literal["html", "feed", "json", "text", "transcript", "pdf"]

ARTICLE: tuple[Kind, ...] = ("html", "text", "pdf")
"""What an article comes as."""
FEED: tuple[Kind, ...] = ("feed", "json", "html", "text")
"""What feeds come as; many servers call them HTML or plain text."""
TRANSCRIPT: tuple[Kind, ...] = ("transcript", "json", "text", "html")
"""What the transcript of a podcast comes as."""

_TYPES: dict[Kind, tuple[str, ...]] = {
    "html": ("text/html", "application/xhtml+xml"),
    "feed": (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/xml",
        "text/xml",
        "application/rdf+xml",
    ),
    "json": ("application/json", "text/json"),
    "text": ("text/plain", "text/markdown", "text/x-markdown"),
    "transcript": ("text/vtt", "application/srt", "application/x-subrip", "text/srt", "application/octet-stream"),
    "pdf": ("application/pdf", "application/x-pdf"),
}
_TOKEN = re.compile(r"[\w!#$&^.+-]{1,60}/[\w!#$&^.+-]{1,60}", re.ASCII)


def accept_header(kinds: Collection[Kind]) -> str:
    """What to tell a server is wanted; anything else only if it has nothing of this."""
    return ", ".join([*(one for kind in kinds for one in _TYPES[kind]), "*/*;q=0.1"])


def check_type(stated: str | None, kinds: Collection[Kind]) -> None:
    """Raises Refused for content of another kind than those. What has no type is left to those who read it."""
    if stated is None or any(stated in _TYPES[kind] for kind in kinds):
        return
    what = stated if _TOKEN.fullmatch(stated) else "something unnamed"
    raise Refused(f"it is {what}, not {' or '.join(kinds)}; give the address of the article itself")


async def read_body(pieces: AsyncIterator[bytes], encoding: str, *, max_bytes: int, cut: bool = False) -> bytes:
    """The body of an answer, unpacked. Where it is longer than that, only its beginning if `cut`.

    Raises Refused where it is longer otherwise, or packed in another way than gzip; TryLater where it ends too early.
    What a few bytes unpack to is never held in memory beyond the limit.
    """
    packed = encoding.strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise Refused("its server sends it packed in a way that was not asked for; save the page and pass the file")
    unpack = _Gunzip() if packed.endswith("gzip") else _AsItIs()
    body, taken = bytearray(), 0
    async for piece in pieces:
        taken += len(piece)  # counted as well: what unpacks to nothing could go on for ever
        body += unpack.read(piece, max_bytes + 1 - len(body))
        if max(len(body), taken) > max_bytes:
            break
    too_long = max(len(body), taken) > max_bytes
    if too_long and not cut:
        raise Refused(f"it has more than the limit of {max_bytes / 1e6:g} MB; raise EVENHAND_MAX_MB if it should")
    if not too_long and not unpack.complete:
        raise TryLater("its server stopped in the middle of it; try again later")
    return bytes(body[:max_bytes])


class _AsItIs:
    complete = True

    def read(self, piece: bytes, max_bytes: int) -> bytes:
        return piece[:max_bytes]


class _Gunzip:
    """Unpacks gzip, one member or several, never more at a time than asked for."""

    def __init__(self) -> None:
        self._member: zlib._Decompress | None = None
        self._any = False

    @property
    def complete(self) -> bool:
        return self._member is None

    def read(self, piece: bytes, max_bytes: int) -> bytes:
        unpacked = bytearray()
        while piece and len(unpacked) < max_bytes:
            if self._member is None:
                if self._any and not piece.strip(b"\x00"):  # padding after the last member
                    break
                self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
                self._any = True
            try:
                unpacked += self._member.decompress(piece, max_bytes - len(unpacked))
            except zlib.error as error:
                raise Refused("its server calls it gzip, which it is not; save the page and pass the file") from error
            piece = self._member.unused_data if self._member.eof else b""
            if self._member.eof:
                self._member = None
        return bytes(unpacked)
