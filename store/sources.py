"""What articles are read from: bytes that came from a file, an address, a feed, a message or standard input."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from store.articles import Facts


@dataclass(frozen=True)
class Source:
    """Bytes with one article or several in them.

    `origin` is where they came from: a path, an address, "-" for standard input. One article has one origin; those of a
    source with several add a fragment to it. `name` is what people call it. `content_type` and `charset` are what its
    sender declared, such as an HTTP header; `facts` is what somebody else says of it, such as the feed with its link.
    `opener` opens what should not be held in memory as a whole; `data` is not looked at then.
    """

    origin: str
    name: str
    data: bytes = b""
    content_type: str | None = None
    charset: str | None = None
    facts: Facts = field(default_factory=Facts)
    opener: Callable[[], IO[bytes]] | None = None

    def open(self) -> IO[bytes]:
        """Its bytes from their beginning. Raises OSError, or Refused where nothing can be there."""
        return self.opener() if self.opener else io.BytesIO(self.data)
