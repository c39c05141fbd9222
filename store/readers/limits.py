"""How much is read of one source, however it is packed, and what happens at the end of patience."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from store.errors import Refused

_RATIO_MAX = 100
"""Texts shrink to a tenth, pages of tables to a fiftieth; a bomb of zeros to a thousandth."""
_BUFFER_BYTES = 65_536


@dataclass(frozen=True)
class Limits:
    """Bytes that are read at most of one article (EVENHAND_MAX_MB); all others follow from it."""

    article_bytes: int = 10_000_000

    @property
    def document_bytes(self) -> int:
        """Of what holds several articles and can only be read whole, such as a JSON list."""
        return 5 * self.article_bytes

    @property
    def total_bytes(self) -> int:
        """Of one source, unpacked."""
        return 100 * self.article_bytes


class Budget:
    """What may still be read of one source, all its members together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.total_bytes

    @property
    def is_spent(self) -> bool:
        return self._left < 0

    def spend(self, size: int) -> None:
        """Raises Refused where the source is used up."""
        self._left -= size
        if self._left < 0:
            raise Refused(
                f"it holds more than {self.limits.total_bytes / 1e6:g} MB unpacked; what came before that was read; "
                "split it, or raise EVENHAND_MAX_MB"
            )


class Counted(io.RawIOBase):
    """A stream whose bytes are counted; what is wrong with an archive is said as Refused.

    `packed` tells how many bytes of the archive were read for it so far.
    """

    def __init__(self, inner: IO[bytes], budget: Budget, packed: Callable[[], int] | None = None) -> None:
        super().__init__()
        self.count = 0
        self._inner = inner
        self._budget = budget
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # (typeshed's own buffer type)
        try:
            data = self._inner.read(len(buffer))
        except EOFError:
            raise Refused("the archive is cut off; get it again") from None
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise Refused("the archive is broken; get it again") from None
        self.count += len(data)
        self._budget.spend(len(data))
        if self._packed and self.count > max(self._budget.limits.article_bytes, _RATIO_MAX * self._packed()):
            raise Refused(f"it unpacks to more than {_RATIO_MAX} times its size, as only bombs do; unpack it yourself")
        buffer[: len(data)] = data
        return len(data)


def counted(inner: IO[bytes], budget: Budget, packed: Callable[[], int] | None = None) -> io.BufferedReader:
    """The stream, counted once, with `peek` and `readline`. Closing it leaves the inner one open."""
    if isinstance(inner, io.BufferedReader) and isinstance(inner.raw, Counted):
        return inner
    return io.BufferedReader(Counted(inner, budget, packed), _BUFFER_BYTES)


def read_whole(stream: IO[bytes], max_bytes: int, remedy: str = "save the article alone") -> bytes:
    """What is left of the stream. Raises Refused where that is more."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise Refused(f"it has more than {max_bytes / 1e6:g} MB, the limit; {remedy}, or raise EVENHAND_MAX_MB")
    return data
